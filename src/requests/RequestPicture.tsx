// The picture of a request in the preview: alone, under the mask or markup that is sent, as the copy with annotations, or
// under the paste mask, which shows how much of the answer is used.
import { type CSSProperties, useEffect, useState } from "react";
import type { Editor, SavedEdit } from "../../editor/index";
import { RadioGroup } from "../../ui";
import { useTranslate } from "../i18n/locale";
import type { StoredImageUrl } from "../images/useStoredImages";
import type { TaskDraft } from "../jobs/taskDraft";

type View = "picture" | "copy" | "mask" | "markup" | "paste";

interface RequestPictureProps {
	readonly draft: TaskDraft;
	readonly images: ReadonlyMap<string, StoredImageUrl>;
	readonly editor: Pick<Editor, "exportPasteCoverage">;
}

export function RequestPicture({ draft, images, editor }: RequestPictureProps) {
	const t = useTranslate();
	const { target = "", editMask, markup, drawing, edit: stored } = draft.inputs;
	const edit = stored as SavedEdit | undefined;
	const isMasked = edit !== undefined && edit.coverage !== null;
	const views: readonly View[] = [
		"picture",
		...(drawing ? ["copy" as const] : []),
		...(editMask ? ["mask" as const] : []),
		...(markup ? ["markup" as const] : []),
		...(isMasked ? ["paste" as const] : []),
	];
	const [view, setView] = useState<View>("picture");
	const pasteMask = usePasteMaskUrl(editor, view === "paste" ? edit : undefined);
	const picture = images.get(target);
	const sent: Partial<Record<View, string | undefined>> = { copy: drawing, mask: editMask, markup };
	const overlay = view === "paste" ? pasteMask : images.get(sent[view] ?? "")?.url;
	const plan = edit?.plan;
	return (
		<figure className="hfis-requests-picture">
			<div
				className="hfis-requests-picture-frame"
				style={{ "--hfis-ratio": picture ? picture.width / picture.height : 1 } as CSSProperties}
			>
				{picture ? <img src={picture.url} alt={t("requestPreview.imageAlt")} /> : null}
				{view !== "picture" && overlay ? (
					<img
						src={overlay}
						alt=""
						data-view={view}
						style={
							// The answer's padding is never used.
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
				<RadioGroup
					label={t("requestPreview.view")}
					value={view}
					onChange={setView}
					options={views.map((value) => ({ value, label: t(`requestPreview.view.${value}`) }))}
					hint={view === "picture" ? undefined : t(`requestPreview.view.${view}.hint`)}
				/>
			) : null}
		</figure>
	);
}

function usePasteMaskUrl(editor: Pick<Editor, "exportPasteCoverage">, edit: SavedEdit | undefined): string | undefined {
	const [url, setUrl] = useState<string>();
	useEffect(() => {
		if (edit === undefined) return;
		let objectUrl: string | undefined;
		let isUnmounted = false;
		editor
			.exportPasteCoverage(edit)
			.then(({ png }) => {
				if (isUnmounted) return;
				objectUrl = URL.createObjectURL(new Blob([png], { type: "image/png" }));
				setUrl(objectUrl);
			})
			.catch(() => {});
		return () => {
			isUnmounted = true;
			if (objectUrl) URL.revokeObjectURL(objectUrl);
			setUrl(undefined);
		};
	}, [editor, edit]);
	return url;
}
