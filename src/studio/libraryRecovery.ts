// Notices a library that the browser has lost or set back, tells the user, and fills it again from the backend; keeps a copy
// of its records there each day, if the user wants that.
import type { SavedDocument } from "../../editor/index";
import { changeSettings, useGatewayStatus } from "../gateway/status";
import { backend } from "../host/backend";
import { log } from "../host/log";
import { joinSentences, translate } from "../i18n/locale";
import { refillLibrary, saveLibraryCopy } from "../jobs/refillLibrary";
import type { Library } from "../library/library";
import { notify } from "../notices/notices";

export interface LibraryRecovery {
	/** Call once the gateways are known. Rejects if the library cannot be read or written. */
	refill(): Promise<void>;
	/** Saves a copy if the last one is of another day. */
	saveDailyCopy(): Promise<void>;
}

const LOSS_NOTICE = "library loss";

export function createLibraryRecovery(
	library: Library<SavedDocument>,
	report: (error: unknown) => void,
): LibraryRecovery {
	return {
		async refill() {
			const loss = await library.findLoss();
			if (loss === undefined) return library.markChange();
			log.error("Image Studio library lost", { loss });
			const restored = await refillLibrary({
				library,
				backend,
				lostPrompt: translate("library.lostPrompt"),
				lostModel: translate("library.lostModel"),
			}).catch(() => undefined);
			const outcome =
				restored === undefined
					? translate("library.refillLater")
					: translate(restored.tasks > 0 ? "library.refilled" : "library.refilledNothing", { ...restored });
			const action = { label: translate("library.keepCopies"), run: () => void keepCopies().catch(report) };
			notify({
				tone: "error",
				text: joinSentences([translate(`library.loss.${loss}`), outcome]),
				about: LOSS_NOTICE,
				isLasting: true,
				...(useGatewayStatus.getState().settings.daily_library_copy ? {} : { action }),
			});
			// Otherwise the next start tries again.
			if (restored) await library.markChange();
		},
		async saveDailyCopy() {
			const { settings, hasBackend } = useGatewayStatus.getState();
			if (!settings.daily_library_copy || !hasBackend) return;
			const [latest] = await backend.libraryCopies();
			if (latest && dayOf(latest.saved_ms) === dayOf(Date.now())) return;
			await saveLibraryCopy({ library, backend });
		},
	};

	async function keepCopies(): Promise<void> {
		await changeSettings({ daily_library_copy: true });
		await saveLibraryCopy({ library, backend });
	}
}

/** In UTC, as the backend counts. */
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
