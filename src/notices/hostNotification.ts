// The host's notification of a task that ended while the panel is hidden. Holds nothing of the prompt, because the host may
// log or show it anywhere.
import { describeErrorShortly } from "../i18n/describeErrorRecord";
import { getLocale, translate } from "../i18n/locale";
import type { TaskRecord } from "../library/records";

export interface HostNotification {
	readonly title: string;
	readonly message: string;
	readonly isFailure: boolean;
}

/** null: the user ended the task, or it will be continued. */
export function toHostNotification({ status, outputs, params, error }: TaskRecord): HostNotification | null {
	const title = translate("notification.title");
	if (outputs.length > 0) {
		const values = { received: outputs.length, requested: Math.max(params.n, outputs.length) };
		return { title, message: translate("notification.ready", values), isFailure: false };
	}
	if (status !== "failed" || !error) return null;
	return { title, message: describeErrorShortly(error, getLocale()), isFailure: true };
}
