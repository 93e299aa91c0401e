// Notices over the canvas: work in progress, an error with its remedy, and the changes that importing made to the picture.
import { CircleAlert, Info, X } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "../../ui";
import { describeEditorError, describePictureNote } from "../errorStrings";
import { remedyOf } from "../remedies";
import { describeWork, STRINGS } from "../strings";
import type { Locale } from "../types";
import { LookBackBar } from "./history/LookBackBar";
import type { PanelProps } from "./panelProps";

export function EditorNotices({ session, snapshot, locale }: PanelProps) {
	const { notice, importNotes } = snapshot;
	const remedy = notice && remedyOf(notice);
	return (
		<div className="hfis-editor-notices">
			<LookBackBar {...{ session, snapshot, locale }} />
			{(snapshot.state.isBusy || snapshot.isWorking) && (
				<div className="hfis-editor-notices-busy hfis-editor-notices-working">
					<span className="hfis-ui-spinner" aria-hidden="true" />
					{describeWork(snapshot, locale)}
					<button type="button" className="hfis-ui-link" onClick={() => session.cancelWork()}>
						{STRINGS.cancel[locale]}{" "}
						<span className="hfis-ui-kbd" aria-hidden="true">
							Esc
						</span>
					</button>
				</div>
			)}
			{notice !== null && (
				<Notice isError locale={locale} onDismiss={() => session.notify(null)}>
					<span>{describeEditorError(notice, locale)}</span>
					{remedy && (
						<button
							type="button"
							className="hfis-ui-link"
							onClick={() => {
								session.notify(null);
								session.run(remedy.command);
							}}
						>
							{remedy.label[locale]}
						</button>
					)}
				</Notice>
			)}
			{importNotes.length > 0 && (
				<Notice locale={locale} onDismiss={() => session.dismissImportNotes()}>
					<span>{importNotes.map((note) => describePictureNote(note, locale)).join(locale === "zh" ? "" : " ")}</span>
				</Notice>
			)}
		</div>
	);
}

interface NoticeProps {
	readonly isError?: boolean;
	readonly locale: Locale;
	readonly children: ReactNode;
	onDismiss(): void;
}

function Notice({ isError = false, locale, children, onDismiss }: NoticeProps) {
	const Icon = isError ? CircleAlert : Info;
	return (
		<div
			className={`hfis-editor-notices-item ${isError ? "hfis-editor-notices-error" : ""}`}
			role={isError ? "alert" : "status"}
		>
			<Icon size={16} aria-hidden="true" />
			<div className="hfis-editor-notices-text">{children}</div>
			<IconButton icon={X} size={16} tone="strong" label={STRINGS.dismiss[locale]} onClick={onDismiss} />
		</div>
	);
}
