// The top bar wired to the studio, and below it the banner of what cannot be stored.
import { useState } from "react";
import type { EditorState } from "../../editor";
import { removeDocument } from "../bin/removeDocument";
import type { DocumentEntry } from "../documents/documents";
import { goTo } from "../navigation/route";
import { SaveBanner } from "../notices/SaveBanner";
import type { Studio } from "../studio/studio";
import { TopBar } from "./TopBar";

interface StudioHeaderProps {
	readonly studio: Studio;
	readonly picture: EditorState["picture"];
	readonly isTasksOpen: boolean;
	readonly isWide: boolean;
	readonly runningCount: number;
	readonly onExport: () => void;
	readonly onShowBin: () => void;
	readonly onToggleTasks: () => void;
}

export function StudioHeader({ studio, onShowBin, ...props }: StudioHeaderProps) {
	const { editor, documents, library, report } = studio;
	const [isDocumentsOpen, setDocumentsOpen] = useState(false);
	const attempt = (work: Promise<unknown>): void => void work.catch(report);
	const remove = ({ id, facts }: DocumentEntry): void => {
		attempt(removeDocument(id, facts.name, { documents, onProblem: report }));
	};
	return (
		<>
			<TopBar
				{...props}
				menu={{
					documents,
					library,
					isOpen: isDocumentsOpen,
					onOpenChange: setDocumentsOpen,
					onOpenPicture: () => editor.run("file.open"),
					attempt,
					onRemove: remove,
					onShowBin,
				}}
				onSavePicture={() => attempt(studio.savePicture())}
				onClosePicture={() => attempt(documents.closePicture())}
				onOpenSettings={() => goTo({ kind: "settings" })}
			/>
			<SaveBanner
				onFreeSpace={() => setDocumentsOpen(true)}
				onShowBin={onShowBin}
				onRetry={() => void studio.retrySaving()}
			/>
		</>
	);
}
