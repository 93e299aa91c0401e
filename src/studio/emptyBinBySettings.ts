// Empties the bin by age, by the number of days that the user chose. While the host's settings cannot be read that number is
// not known and nothing is deleted; each call reads them again.
import { type BinPorts, emptyBinByAge } from "../bin/emptyBin";
import { refreshGatewayStatus, useGatewayStatus } from "../gateway/status";

export async function emptyBinBySettings(ports: BinPorts): Promise<void> {
	if (!useGatewayStatus.getState().areSettingsKnown) await refreshGatewayStatus();
	const { settings, areSettingsKnown } = useGatewayStatus.getState();
	if (areSettingsKnown) await emptyBinByAge(settings.bin_days, ports);
}
