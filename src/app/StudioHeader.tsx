// The top bar wired to the studio, and below it the banner of what cannot be stored.
import { useState } from "react";
import type { EditorState } from "../../editor";
import type { DocumentEntry } from "../documents/documents";
import { translate } from "../i18n/locale";
import { goTo } from "../navigation/route";
import { notify } from "../notices/notices";
import { SaveBanner } from "../notices/SaveBanner";
import type { Studio } from "../studio/studio";
import { TopBar } from "./TopBar";

interface StudioHeaderProps {
	readonly studio: Studio;
	readonly picture: EditorState["picture"];
	readonly isTasksOpen: boolean;
	readonly runningCount: number;
	readonly onExport: () => void;
	readonly onToggleTasks: () => void;
}

export function StudioHeader({ studio, ...props }: StudioHeaderProps) {
	const { editor, documents, library, report } = studio;
	const [isDocumentsOpen, setDocumentsOpen] = useState(false);
	const attempt = (work: Promise<unknown>): void => void work.catch(report);
	const removeDocument = ({ id, facts }: DocumentEntry): void => {
		const removing = documents.remove(id).then(({ undo, forget }) => {
			const action = { label: translate("app.undo"), run: () => attempt(undo()) };
			const text = translate("documents.deleted", { name: facts.name });
			notify({ tone: "info", text, about: id, action, onExpired: () => attempt(forget()) });
		});
		attempt(removing);
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
					onRemove: removeDocument,
				}}
				onSavePicture={() => attempt(studio.savePicture())}
				onClosePicture={() => attempt(documents.closePicture())}
				onOpenSettings={() => goTo({ kind: "settings" })}
			/>
			<SaveBanner onFreeSpace={() => setDocumentsOpen(true)} onRetry={() => void studio.retrySaving()} />
		</>
	);
}
