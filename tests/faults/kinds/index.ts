// The kinds of faults, in the order in which they run.
import type { FaultKind } from "../faultKind";
import { autosave } from "./autosave";
import { backendKills } from "./backendKills";
import { browserKills } from "./browserKills";
import { providers } from "./providers";
import { rustFaults } from "./rustFaults";
import { storageQuota } from "./storageQuota";

export const faultKinds: readonly FaultKind[] = [
	backendKills,
	browserKills,
	autosave,
	storageQuota,
	providers,
	...rustFaults,
];
