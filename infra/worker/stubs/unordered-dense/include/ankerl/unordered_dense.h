// The part of ankerl::unordered_dense that mediasoup-worker uses, over Abseil's hash tables.
//
// Two differences matter to the worker's sources:
//  - ankerl's erase(iterator) returns the next iterator, Abseil's returns nothing;
//  - ankerl's hash functions mark themselves as well mixed by `is_avalanching`, which custom hashes here may inherit.
#pragma once

#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>
#include <absl/hash/hash.h>
#include <functional>
#include <utility>

namespace ankerl::unordered_dense
{
	template<typename T>
	struct hash : absl::Hash<T>
	{
		using is_avalanching = void;
	};

	// Table is one of Abseil's; everything but erase() is inherited as it is.
	template<typename Table>
	class ReturningErase : public Table
	{
	public:
		using Table::Table;
		using typename Table::const_iterator;
		using typename Table::iterator;

		iterator erase(iterator position)
		{
			// Abseil invalidates only the erased position, so the next one may be taken first.
			auto next = std::next(position);

			Table::erase(position);

			return next;
		}

		iterator erase(const_iterator first, const_iterator last)
		{
			return Table::erase(first, last);
		}

		template<typename Key>
		auto erase(const Key& key) -> decltype(std::declval<Table&>().erase(key))
		{
			return Table::erase(key);
		}
	};

	template<typename Key, typename Value, typename Hash = hash<Key>, typename Equal = std::equal_to<Key>>
	using map = ReturningErase<absl::flat_hash_map<Key, Value, Hash, Equal>>;

	template<typename Key, typename Hash = hash<Key>, typename Equal = std::equal_to<Key>>
	using set = ReturningErase<absl::flat_hash_set<Key, Hash, Equal>>;
} // namespace ankerl::unordered_dense
