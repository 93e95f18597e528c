import { Gauge } from 'lucide-react';
import { dataTexts } from '../../i18n/data.ts';
import { useText } from '../../i18n/useText.ts';
import { chooseDataSaving, dataChoices, useDataChoice } from '../../room/dataSaver.ts';
import { useDataOptions } from '../../room/useDataOptions.ts';
import { Select } from '../../ui/Select.tsx';
import { DataUsed } from './DataUsed.tsx';

/** In the sheet of a phone: what to save, and what was used. */
export function DataSaverSelect() {
  const t = useText(dataTexts);
  const choice = useDataChoice();
  return (
    <>
      <Select
        label={t.saver}
        icon={Gauge}
        options={useDataOptions()}
        value={choice}
        onChange={(value) => chooseDataSaving(dataChoices.find((option) => option === value) ?? choice)}
      />
      <DataUsed />
    </>
  );
}
