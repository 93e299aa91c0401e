// Shows the placeholder of a request while it is prepared, and lets it be cancelled. A cancelled request leaves no trace.
import type { PrepareWatch } from "../../editor";
import { translate } from "../i18n/locale";
import { changePreparation, setPreparation } from "../jobs/preparation";
import { announce } from "../notices/announce";

const ANNOUNCED_AFTER_MS = 1000;

/** Resolves when the work has ended or was cancelled; rejects as the work does. */
export async function whilePreparing(
	prompt: string,
	work: (watch: PrepareWatch & { readonly signal: AbortSignal }) => Promise<void>,
): Promise<void> {
	const cancelling = new AbortController();
	const cancel = () => {
		cancelling.abort();
		setPreparation(null);
		announce(translate("requests.cancelled"));
	};
	setPreparation({ prompt, stage: "cutting", percent: 0, cancel });
	// The start of a task is announced by itself; only a preparation that takes long needs words of its own.
	const timer = setTimeout(() => announce(translate("requests.preparing")), ANNOUNCED_AFTER_MS);
	try {
		await work({
			signal: cancelling.signal,
			onProgress({ stage, share }) {
				if (!cancelling.signal.aborted) changePreparation({ stage, percent: Math.round(share * 100) });
			},
		});
	} catch (error) {
		if (!cancelling.signal.aborted) throw error;
	} finally {
		clearTimeout(timer);
		// A later request may have its own placeholder by now.
		if (!cancelling.signal.aborted) setPreparation(null);
	}
}
