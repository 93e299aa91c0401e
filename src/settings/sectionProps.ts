// The props of every page of the settings.
import type { Editor } from "../../editor";
import type { Library } from "../library/library";
import type { Layout } from "./layout";

export interface SectionProps {
	readonly editor: Pick<Editor, "getState" | "subscribe" | "setPreferences">;
	readonly library: Pick<Library, "usage" | "deleteUnusedImages" | "watchDamagedRecords">;
	readonly layout: Layout;
	readonly onLayout: (change: Partial<Layout>) => void;
	readonly onShowBin: () => void;
	/** The reason the settings were opened, if the user did not ask for them. */
	readonly reason: string | undefined;
}
