// Connects imports by host path to the host's dialog and drops, and reports their progress and failures in notices.
import { useGatewayStatus } from "../gateway/status";
import { watchHostDrags } from "../host/drops";
import { pickPicturePath, readHostFile } from "../host/files";
import { getLocale, translate } from "../i18n/locale";
import { describeError } from "../notices/describeError";
import { dismissAbout, notify } from "../notices/notices";
import { dropZoneAt } from "./dropZone";
import { createHostImports, type HostImports } from "./hostImports";

/** The subject of the notice about a file that is being read. */
const READING = "reading a file";

export function createFileImports(): HostImports {
	return createHostImports({
		pick: (purpose) => pickPicturePath(translate(`files.pick.${purpose}`)),
		read: readHostFile,
		watchDrags: watchHostDrags,
		zoneAt: dropZoneAt,
		hasBackend: () => useGatewayStatus.getState().hasBackend,
		onReading(name, run = () => {}) {
			dismissAbout(READING);
			if (!name) return;
			const [text, action] = [translate("files.reading", { name }), { label: translate("app.cancel"), run }];
			notify({ tone: "info", text, about: READING, isLasting: true, action });
		},
		onProblem: notifyFileRefused,
	});
}

export function notifyFileRefused(error: unknown, name: string): void {
	notify({ tone: "error", text: translate("files.refused", { name, reason: describeError(error, getLocale()) }) });
}
