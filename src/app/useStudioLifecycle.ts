// Starts the studio at mount, saves the document when the page is hidden or left, and rereads the gateways on return.
import { useEffect } from "react";
import { refreshGatewayStatus } from "../gateway/status";
import { hasUnsavedOutcomes } from "../jobs/taskProgress";
import { useSaveStatus } from "../notices/saveStatus";
import type { Studio } from "../studio/studio";

export function useStudioLifecycle(
	studio: Pick<Studio, "start"> & { readonly documents: Pick<Studio["documents"], "flush"> },
): void {
	useEffect(() => {
		const { documents } = studio;
		void studio.start();
		const onVisibility = (): void => {
			if (document.visibilityState === "hidden") void documents.flush();
			else onReturn();
		};
		// The backend and the cloud may have become available or unavailable while the page was in the background.
		const onReturn = (): void => void refreshGatewayStatus();
		// Fires before pagehide: while the next page is fetched there is still time to write.
		const onBeforeUnload = (event: BeforeUnloadEvent): void => {
			void documents.flush();
			if (useSaveStatus.getState().saveProblem || hasUnsavedOutcomes()) event.preventDefault();
		};
		document.addEventListener("visibilitychange", onVisibility);
		addEventListener("beforeunload", onBeforeUnload);
		addEventListener("focus", onReturn);
		return () => {
			document.removeEventListener("visibilitychange", onVisibility);
			removeEventListener("beforeunload", onBeforeUnload);
			removeEventListener("focus", onReturn);
			void documents.flush();
		};
	}, [studio]);
}
