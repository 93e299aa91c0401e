// The request that is being prepared: shown as a placeholder until its tasks are stored. Lives as long as the page.
import { create } from "zustand";

export interface Preparation {
	readonly prompt: string;
	readonly stage: "cutting" | "encoding" | "storing";
	/** Of the stage, in whole per cent. */
	readonly percent: number;
	readonly cancel: () => void;
}

interface PreparationState {
	/** null: nothing is being prepared. */
	readonly preparation: Preparation | null;
}

export const usePreparation = create<PreparationState>(() => ({ preparation: null }));

export const setPreparation = (preparation: Preparation | null): void => usePreparation.setState({ preparation });

/** Without effect when nothing is being prepared. */
export function changePreparation(change: Pick<Preparation, "stage" | "percent">): void {
	const { preparation } = usePreparation.getState();
	if (preparation === null) return;
	if (preparation.stage === change.stage && preparation.percent === change.percent) return;
	usePreparation.setState({ preparation: { ...preparation, ...change } });
}
