// The picture that goes out, alone or under one of the two masks: the one that is sent, and how much of the answer is taken.
import { type CSSProperties, useEffect, useState } from "react";
import type { Editor, SavedEdit } from "../../editor/index";
import { useTranslate } from "../i18n/locale";
import type { TaskDraft } from "../jobs/taskDraft";
import { Radios } from "./RadioGroup";
import type { ShownImage } from "./useStoredImages";

type View = "picture" | "mask" | "markup" | "paste";

interface OutgoingPictureProps {
	readonly draft: TaskDraft;
	readonly images: ReadonlyMap<string, ShownImage>;
	readonly editor: Pick<Editor, "exportPasteCoverage">;
}

export function OutgoingPicture({ draft, images, editor }: OutgoingPictureProps) {
	const t = useTranslate();
	const { target = "", editMask, markup, edit: stored } = draft.inputs;
	const edit = stored as SavedEdit | undefined;
	const isMasked = edit !== undefined && edit.coverage !== null;
	const views: readonly View[] = [
		"picture",
		...(editMask ? ["mask" as const] : []),
		...(markup ? ["markup" as const] : []),
		...(isMasked ? ["paste" as const] : []),
	];
	const [view, setView] = useState<View>("picture");
	const paste = usePaste(editor, view === "paste" ? edit : undefined);
	const picture = images.get(target);
	const over =
		view === "mask" ? images.get(editMask ?? "")?.url : view === "markup" ? images.get(markup ?? "")?.url : paste;
	const plan = edit?.plan;
	return (
		<figure className="hfis-going-picture">
			<div
				className="hfis-going-frame"
				style={{ "--hfis-ratio": picture ? picture.width / picture.height : 1 } as CSSProperties}
			>
				{picture ? <img src={picture.url} alt={t("outgoing.pictureAlt")} /> : null}
				{view !== "picture" && over ? (
					<img
						src={over}
						alt=""
						data-view={view}
						style={
							// The answer's padding is never taken.
							view === "paste" && plan
								? {
										width: `${(100 * plan.content.width) / plan.sent.width}%`,
										height: `${(100 * plan.content.height) / plan.sent.height}%`,
									}
								: undefined
						}
					/>
				) : null}
			</div>
			{views.length > 1 ? (
				<Radios
					label={t("outgoing.view")}
					value={view}
					onChange={setView}
					options={views.map((value) => ({ value, label: t(`outgoing.view.${value}`) }))}
					hint={view === "picture" ? undefined : t(`outgoing.view.${view}.more`)}
				/>
			) : null}
		</figure>
	);
}

function usePaste(editor: Pick<Editor, "exportPasteCoverage">, edit: SavedEdit | undefined): string | undefined {
	const [url, setUrl] = useState<string>();
	useEffect(() => {
		if (edit === undefined) return;
		let made: string | undefined;
		let isGone = false;
		editor
			.exportPasteCoverage(edit)
			.then(({ png }) => {
				if (isGone) return;
				made = URL.createObjectURL(new Blob([png], { type: "image/png" }));
				setUrl(made);
			})
			.catch(() => {});
		return () => {
			isGone = true;
			if (made) URL.revokeObjectURL(made);
			setUrl(undefined);
		};
	}, [editor, edit]);
	return url;
}
