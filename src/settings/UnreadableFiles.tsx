// Journal files of the backend that cannot be read. They may name results that nothing else names, so the backend deletes
// no image while there are any; the user may give them up here.
import { useCallback, useEffect, useState } from "react";
import { backend } from "../host/backend";
import { useTranslate } from "../i18n/locale";
import { RemoveButton } from "./RemoveButton";

interface UnreadableFilesProps {
	/** Runs the deletion and shows the text that it resolves to, or its error. */
	readonly run: (work: () => Promise<string>) => void;
}

export function UnreadableFiles({ run }: UnreadableFilesProps) {
	const t = useTranslate();
	const [count, setCount] = useState(0);
	// Without a backend there is nothing to show.
	const read = useCallback(() => backend.countUnreadableFiles().then(setCount, () => setCount(0)), []);
	useEffect(() => void read(), [read]);

	const discard = async () => {
		const discarded = await backend.discardUnreadableFiles();
		await read();
		return t("settings.unreadableFiles.done", { count: discarded });
	};
	return count === 0 ? null : (
		<div className="hfis-settings-row">
			<span>
				{t("settings.unreadableFiles", { count })}
				<small>{t("settings.unreadableFiles.hint")}</small>
			</span>
			<RemoveButton label={t("settings.unreadableFiles.discard")} onRemove={() => run(discard)}>
				{t("settings.unreadableFiles.discard")}
			</RemoveButton>
		</div>
	);
}
