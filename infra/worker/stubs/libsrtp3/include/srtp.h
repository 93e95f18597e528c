// The part of libsrtp 3's API that mediasoup-worker uses, over libsrtp 2.
//
// What changed between them: a policy is built by functions instead of being a public struct, and protect/unprotect
// read from one buffer and write to another instead of working in place. C++ only: the functions that kept their
// name are overloads with other arguments.
#pragma once

// Version 2's struct must give its name to version 3's opaque handle.
#define srtp_policy_t srtp2_policy_t
#include <srtp2/srtp.h>
#undef srtp_policy_t

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>

// Version 2 never returns these two; the worker only names them in a table of texts.
constexpr srtp_err_status_t srtp_err_status_buffer_small = static_cast<srtp_err_status_t>(28);
constexpr srtp_err_status_t srtp_err_status_cryptex_err = static_cast<srtp_err_status_t>(29);

struct srtp3_policy
{
	srtp2_policy_t v2{};
	// Master key followed by the salt; the longest (AES-256) takes 32 + 14 bytes.
	unsigned char key[64]{};
};

using srtp_policy_t = srtp3_policy*;

inline srtp_err_status_t srtp_policy_create(srtp_policy_t* policy)
{
	*policy = new (std::nothrow) srtp3_policy;

	return *policy ? srtp_err_status_ok : srtp_err_status_alloc_fail;
}

inline void srtp_policy_destroy(srtp_policy_t policy)
{
	// The session keeps its own copy of the key: do not leave this one in freed memory. Through a volatile pointer,
	// so that the compiler does not drop writes to memory that is about to be freed.
	if (policy)
	{
		volatile unsigned char* bytes = policy->key;

		for (size_t idx = 0; idx < sizeof(policy->key); ++idx)
		{
			bytes[idx] = 0;
		}
	}

	delete policy;
}

inline srtp_err_status_t srtp_policy_set_ssrc(srtp_policy_t policy, srtp_ssrc_t ssrc)
{
	policy->v2.ssrc = ssrc;

	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_profile(srtp_policy_t policy, srtp_profile_t profile)
{
	const auto err = srtp_crypto_policy_set_from_profile_for_rtp(&policy->v2.rtp, profile);

	if (err != srtp_err_status_ok)
	{
		return err;
	}

	// RTCP always carries the 80-bit tag, also with the profile that shortens RTP's to 32 bits (RFC 5764, 4.1.2);
	// libsrtp knows that.
	return srtp_crypto_policy_set_from_profile_for_rtcp(&policy->v2.rtcp, profile);
}

inline srtp_err_status_t srtp_policy_add_key(
  srtp_policy_t policy,
  const uint8_t* key,
  size_t keyLen,
  const uint8_t* salt,
  size_t saltLen,
  const uint8_t* /*mki*/,
  size_t /*mkiLen*/)
{
	if (keyLen + saltLen > sizeof(policy->key))
	{
		return srtp_err_status_bad_param;
	}

	std::memcpy(policy->key, key, keyLen);
	std::memcpy(policy->key + keyLen, salt, saltLen);
	policy->v2.key = policy->key;

	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_allow_repeat_tx(srtp_policy_t policy, bool allow)
{
	policy->v2.allow_repeat_tx = allow ? 1 : 0;

	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_window_size(srtp_policy_t policy, size_t windowSize)
{
	policy->v2.window_size = windowSize;

	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_create(srtp_t* session, srtp_policy_t policy)
{
	return srtp_create(session, const_cast<const srtp2_policy_t*>(&policy->v2));
}

// Like in version 2, the SSRC comes in network byte order.
inline srtp_err_status_t srtp_stream_remove(srtp_t session, uint32_t ssrc)
{
	return srtp_remove_stream(session, ssrc);
}

// Copies the packet to where the result is wanted (often the same place) and calls version 2's in-place function.
// The caller guarantees room for the packet and SRTP_MAX_TRAILER_LEN behind it.
template<typename InPlace>
inline srtp_err_status_t srtp3_copy_and_apply(
  InPlace inPlace, srtp_t session, const uint8_t* in, size_t inLen, uint8_t* out, size_t* outLen)
{
	if (inLen > *outLen)
	{
		return srtp_err_status_buffer_small;
	}

	if (in != out)
	{
		std::memmove(out, in, inLen);
	}

	int len = static_cast<int>(inLen);
	const auto err = inPlace(session, out, &len);

	*outLen = static_cast<size_t>(len);

	return err;
}

inline srtp_err_status_t srtp_protect(
  srtp_t session, const uint8_t* rtp, size_t rtpLen, uint8_t* srtp, size_t* srtpLen, size_t /*mkiIndex*/)
{
	return srtp3_copy_and_apply(
	  [](srtp_t s, void* packet, int* len) { return srtp_protect(s, packet, len); }, session, rtp, rtpLen, srtp, srtpLen);
}

inline srtp_err_status_t srtp_unprotect(
  srtp_t session, const uint8_t* srtp, size_t srtpLen, uint8_t* rtp, size_t* rtpLen)
{
	return srtp3_copy_and_apply(
	  [](srtp_t s, void* packet, int* len) { return srtp_unprotect(s, packet, len); }, session, srtp, srtpLen, rtp, rtpLen);
}

inline srtp_err_status_t srtp_protect_rtcp(
  srtp_t session, const uint8_t* rtcp, size_t rtcpLen, uint8_t* srtcp, size_t* srtcpLen, size_t /*mkiIndex*/)
{
	return srtp3_copy_and_apply(
	  [](srtp_t s, void* packet, int* len) { return srtp_protect_rtcp(s, packet, len); },
	  session, rtcp, rtcpLen, srtcp, srtcpLen);
}

inline srtp_err_status_t srtp_unprotect_rtcp(
  srtp_t session, const uint8_t* srtcp, size_t srtcpLen, uint8_t* rtcp, size_t* rtcpLen)
{
	return srtp3_copy_and_apply(
	  [](srtp_t s, void* packet, int* len) { return srtp_unprotect_rtcp(s, packet, len); },
	  session, srtcp, srtcpLen, rtcp, rtcpLen);
}
