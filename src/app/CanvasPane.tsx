// The canvas with the editor and the prompt bar below it: plans the next edit requests and hands the prompt to Generate.
import { type ReactNode, useCallback, useMemo } from "react";
import type { Editor, EditorState } from "../../editor";
import { useRestoring } from "../documents/restoringPicture";
import { useGatewayStatus } from "../gateway/status";
import { useLocale, useTranslate } from "../i18n/locale";
import { Thumbnail } from "../images/Thumbnail";
import { exportKeys } from "../keys/exportKeys";
import { STUDIO_KEYS } from "../keys/studioKeys";
import type { Library } from "../library/library";
import { focusPrompt } from "../navigation/panes";
import { PromptBar } from "../prompt/PromptBar";
import { effectiveIntent, setIntent, setText, usePrompt } from "../prompt/promptState";
import type { ReferenceEditor } from "../prompt/references/requestImages";
import { useEffectiveModel } from "../prompt/usePromptRequest";
import { RequestControls } from "../requests/RequestControls";
import { showRefusal } from "../requests/showRefusal";
import { useEditPlans } from "../requests/useEditPlans";
import type { Generate } from "../requests/useGenerate";
import { useGeneratedPictures } from "../results/useGeneratedPictures";
import { usePendingResults } from "../results/usePendingResults";
import type { Studio } from "../studio/studio";
import type { StartedStudio } from "./startStudio";

/** The part of the studio that the canvas and the prompt bar use before it has started. */
export interface CanvasStudio extends Pick<Studio, "addReferences"> {
	readonly editor: ReferenceEditor & Pick<Editor, "run" | "frameSentArea" | "previewRequest" | "planEdits">;
	readonly library: Pick<Library, "getImage" | "getThumbnail" | "watchTaskIds" | "watchTasksOf">;
	readonly files: Pick<Studio["files"], "pick" | "watchDrops">;
}

interface CanvasPaneProps {
	readonly studio: CanvasStudio;
	/** null until the studio has started: the prompt can be typed, and the canvas is blank. */
	readonly started: StartedStudio | null;
	readonly state: EditorState;
	readonly generating: Generate;
	readonly isVisible: boolean;
	/** The prompt bar is one line. */
	readonly isLow: boolean;
	/** The gallery covers the canvas; the prompt bar stays. */
	readonly isGallery: boolean;
	/** `reason`: why Generate was refused. */
	readonly onOpenSettings: (reason: string) => void;
	/** The notices, while they are shown over the canvas. */
	readonly notices: ReactNode;
}

export function CanvasPane({
	studio,
	started,
	state,
	generating,
	isVisible,
	isLow,
	isGallery,
	onOpenSettings,
	notices,
}: CanvasPaneProps) {
	const { editor, library } = studio;
	const t = useTranslate();
	const locale = useLocale();
	const generated = useGeneratedPictures(library);
	const pendingResults = usePendingResults(library, state.picture?.id);
	const choice = useGatewayStatus((status) => status.choice);
	const route = choice && choice.kind !== "none" ? choice : null;
	const model = useEffectiveModel();
	const canEdit = state.picture !== null;
	const intent = effectiveIntent(
		canEdit,
		usePrompt((prompt) => prompt.intent),
	);
	const isEdit = intent === "edit";
	const restoring = useRestoring(({ picture }) => picture);
	const opening = useMemo(
		() => restoring && { ...restoring, thumbnail: <Thumbnail library={library} sha256={restoring.base} alt="" /> },
		[restoring, library],
	);
	const plans = useEditPlans(editor, state, model, isEdit);
	/** The words can be edited, and one press sends them. */
	const askToBlend = useCallback(() => {
		if (usePrompt.getState().mentionText.text.trim() === "") setText(t("prompt.blendIn"));
		setIntent("edit");
		focusPrompt();
	}, [t]);
	return (
		<section
			className="hfis-shell-canvas"
			aria-label={isGallery ? undefined : t("app.canvas")}
			inert={!isVisible && !isGallery}
		>
			<div className="hfis-shell-canvas-view" inert={isGallery}>
				{started ? (
					<started.parts.EditorView
						editor={started.studio.editor}
						locale={locale}
						files={studio.files}
						source={started.studio.results}
						awaited={pendingResults}
						generated={generated}
						opening={opening}
						empty={<started.parts.EmptyStudio studio={started.studio} />}
						shortcuts={{ title: t("keys.title"), bindings: STUDIO_KEYS, onExport: exportKeys }}
						onBlendedIn={askToBlend}
						notices={notices}
					/>
				) : (
					notices
				)}
			</div>
			<PromptBar
				editor={editor}
				library={library}
				files={studio.files}
				intent={intent}
				canEdit={canEdit}
				target={isEdit ? state.picture : null}
				revision={state.revision}
				hasMask={isEdit && state.hasMask}
				hasInstructions={isEdit && (state.noteCount > 0 || plans.hasInstructions)}
				planned={plans.inputs}
				editControls={<RequestControls {...{ editor, state, model, plans }} />}
				onPreview={(request, refusal) => {
					if (route) void generating.openPreview({ ...request, route, edit: plans.choices }, refusal);
				}}
				isLow={isLow}
				isBusy={state.isBusy}
				isPreparing={generating.isPreparing}
				onGenerate={(request) => {
					if (route) void generating.generate({ ...request, route, edit: plans.choices });
				}}
				onAddReferences={studio.addReferences}
				onDisabledPress={(refusal) => showRefusal(refusal, onOpenSettings)}
			/>
		</section>
	);
}
