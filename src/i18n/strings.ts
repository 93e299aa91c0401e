// Every string of the studio in both languages, assembled from one module per area. The editor has its own strings.

import { ANNOUNCEMENT_STRINGS } from "./announcementStrings";
import { APP_STRINGS } from "./appStrings";
import { BIN_STRINGS } from "./binStrings";
import { CLOUD_OUTPUT_STRINGS } from "./cloudOutputStrings";
import { DOCUMENT_STRINGS } from "./documentStrings";
import { ENDPOINT_STRINGS } from "./endpointStrings";
import { EXPORT_STRINGS } from "./exportStrings";
import { FIRST_RUN_STRINGS } from "./firstRunStrings";
import { GATEWAY_STRINGS } from "./gatewayStrings";
import { LIBRARY_STRINGS } from "./libraryStrings";
import { LIGHTBOX_STRINGS } from "./lightboxStrings";
import { MASK_STRINGS } from "./maskStrings";
import { NAVIGATION_STRINGS } from "./navigationStrings";
import type { Phrase } from "./phrase";
import { PICTURE_RECORD_STRINGS } from "./pictureRecordStrings";
import { PROMPT_STRINGS } from "./promptStrings";
import { REQUEST_PREVIEW_STRINGS } from "./requestPreviewStrings";
import { SETTINGS_STRINGS } from "./settingsStrings";
import { SHORTCUT_STRINGS } from "./shortcutStrings";
import { TASK_DETAIL_STRINGS } from "./taskDetailStrings";
import { TASK_STRINGS } from "./taskStrings";
import { UPGRADE_STRINGS } from "./upgradeStrings";

export const STRINGS = {
	...ANNOUNCEMENT_STRINGS,
	...APP_STRINGS,
	...BIN_STRINGS,
	...CLOUD_OUTPUT_STRINGS,
	...DOCUMENT_STRINGS,
	...ENDPOINT_STRINGS,
	...EXPORT_STRINGS,
	...FIRST_RUN_STRINGS,
	...GATEWAY_STRINGS,
	...LIBRARY_STRINGS,
	...LIGHTBOX_STRINGS,
	...MASK_STRINGS,
	...NAVIGATION_STRINGS,
	...PICTURE_RECORD_STRINGS,
	...PROMPT_STRINGS,
	...REQUEST_PREVIEW_STRINGS,
	...SETTINGS_STRINGS,
	...SHORTCUT_STRINGS,
	...TASK_DETAIL_STRINGS,
	...TASK_STRINGS,
	...UPGRADE_STRINGS,
} as const satisfies Readonly<Record<string, Phrase>>;

export type StringKey = keyof typeof STRINGS;
