// What every page of the settings is given.
import type { Editor } from "../../editor";
import type { Library } from "../library/library";

/** As somebody arranged the studio; null: as it suits the room. */
export interface Arrangement {
	readonly tasksWidth: number | null;
	readonly columns: number | null;
	readonly galleryColumns: number | null;
}

export interface SectionProps {
	readonly editor: Pick<Editor, "getState" | "subscribe" | "setPreferences">;
	readonly library: Pick<Library, "usage" | "deleteUnusedImages" | "watchDamagedRecords">;
	readonly layout: Arrangement;
	readonly onLayout: (change: Partial<Arrangement>) => void;
	/** Why the settings opened, when nobody asked for them. */
	readonly reason: string | undefined;
}
