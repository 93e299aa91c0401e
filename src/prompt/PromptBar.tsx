// The prompt bar: the request's images, the prompt, the parameters, and the buttons that preview and send the request. A
// request that the model or the gateway would reject is not sent; the button shows the reason.
import { ArrowUp, LoaderCircle } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useId, useRef } from "react";
import type { FileSource } from "../../editor";
import { tooltipProps, useElementWidth } from "../../ui";
import { useTranslate } from "../i18n/locale";
import { useImageSizes } from "../images/useImageSizes";
import { isKey, useKeyText } from "../keys/keymap";
import type { Library } from "../library/library";
import type { DisabledReason } from "./disabledReason";
import { IntentSwitch } from "./IntentSwitch";
import { PreviewButton } from "./PreviewButton";
import { ParameterNotes } from "./parameters/ParameterNotes";
import { ParameterRow } from "./parameters/ParameterRow";
import type { PlannedInputs } from "./plannedInputs";
import type { PromptRequest } from "./promptRequest";
import { type Intent, setText, usePrompt } from "./promptState";
import { AddReferences } from "./references/AddReferences";
import { ReferenceStrip } from "./references/ReferenceStrip";
import { moveReference, type ReferenceEditor, type ReferenceSource, removeReference } from "./references/requestImages";
import { useReferenceDrop } from "./references/useReferenceDrop";
import { useRequestImages } from "./references/useRequestImages";
import { PromptText } from "./text/PromptText";
import { usePromptRequest } from "./usePromptRequest";

interface PromptBarProps {
	readonly editor: ReferenceEditor;
	readonly library: Pick<Library, "getImage" | "getThumbnail" | "watchTaskIds" | "watchTasksOf">;
	readonly files: FileSource;
	/** The kind of the request; always "generate" without a picture on the canvas. */
	readonly intent: Intent;
	readonly canEdit: boolean;
	/** The picture on the canvas, if it is edited. */
	readonly target: { readonly id: string; readonly width: number; readonly height: number } | null;
	/** Changes whenever the document does. */
	readonly revision: number;
	readonly hasMask: boolean;
	/** Regions with a note of their own. Their notes are sent with the prompt, which may then be empty. */
	/** Region notes or annotations say what to do, so that a prompt is not needed. */
	readonly hasInstructions: boolean;
	/** The edit requests that Generate would send, one for each area. Empty: it does not edit the canvas. */
	readonly planned: readonly PlannedInputs[];
	/** For an edit of the canvas, its controls instead of the size picker. */
	readonly editControls: ReactNode;
	/** `disabledText`: the reason why the request cannot be sent. It can be previewed all the same. */
	readonly onPreview: (request: PromptRequest, disabledText: string | undefined) => void;
	/** The whole bar is one line. */
	readonly isLow: boolean;
	readonly isBusy: boolean;
	readonly isPreparing: boolean;
	readonly onGenerate: (request: PromptRequest) => void;
	/** Generate or Preview was pressed while it is disabled. */
	readonly onDisabledPress: (reason: DisabledReason) => void;
	readonly onAddReferences: (sources: readonly ReferenceSource[]) => void;
}

/** CSS pixels. Below the first, the parameters have a line of their own; below the second, model and quality are in the popover. */
const STACKED_WIDTH = 800;
const TIGHT_WIDTH = 560;

const GENERATE_LABELS = {
	generate: "prompt.generate",
	references: "prompt.generate",
	edit: "prompt.edit",
	mask: "prompt.editMask",
} as const;

export function PromptBar(props: PromptBarProps) {
	const { editor, library, files, intent, canEdit, target, hasMask, planned, isPreparing, isLow } = props;
	const { onAddReferences } = props;
	const t = useTranslate();
	const images = useRequestImages(editor, target?.id, props.revision);
	const references = images.filter(({ isTarget }) => !isTarget);
	const sizes = useImageSizes(
		library,
		references.map(({ image }) => image),
	);
	const { request, resolved, disabled, tooLong, isGatewayKnown, parameters, defaultModel, profileId, totalPrice } =
		usePromptRequest({ ...props, images, sizes });
	const sendKeys = useKeyText("studio.send");
	const form = useRef<HTMLFormElement>(null);
	const field = useRef<HTMLTextAreaElement>(null);
	const fileInput = useRef<HTMLInputElement>(null);
	const width = useElementWidth(form, STACKED_WIDTH);
	const isStacked = width < STACKED_WIDTH && !isLow;
	const isTight = width < TIGHT_WIDTH || isLow;
	const { isOver, dropHandlers } = useReferenceDrop(onAddReferences);
	const reasonId = useId();
	const mode = target ? (hasMask ? "mask" : "edit") : images.length > 0 ? "references" : "generate";
	const label = t(GENERATE_LABELS[mode]);

	function preview(): void {
		if (isPreparing) return;
		if (disabled && (disabled.needsGatewaySetup || !isGatewayKnown)) props.onDisabledPress(disabled);
		else props.onPreview(request, disabled?.text);
	}

	function send(): void {
		if (isPreparing) return;
		if (disabled) props.onDisabledPress(disabled);
		else props.onGenerate(request);
	}

	/** The key that sends works anywhere in the bar. Enter in an input, or a repeated key, does not. */
	const onKeyDown = (event: KeyboardEvent): void => {
		const { key, target: element, repeat, nativeEvent } = event;
		if (nativeEvent.isComposing || event.keyCode === 229) return;
		const isShortcut = isKey(nativeEvent, "studio.send");
		const isEnterElsewhere =
			key === "Enter" &&
			(event.ctrlKey ||
				event.metaKey ||
				element instanceof HTMLInputElement ||
				(repeat && element instanceof HTMLButtonElement));
		if (isShortcut || isEnterElsewhere) event.preventDefault();
		if (isShortcut && !repeat) send();
	};

	const pickFiles = async (): Promise<void> => {
		const picked = await files.pick("reference");
		if (picked) onAddReferences(picked);
		// Without a file picker of the host, the browser's is used. null: the user cancelled.
		else if (picked === undefined) fileInput.current?.click();
	};
	const insertMention = (number: number): void => {
		const { text } = usePrompt.getState().mentionText;
		const caret = field.current?.selectionEnd ?? text.length;
		const before = text.slice(0, caret);
		const mention = `${before === "" || /\s$/.test(before) ? "" : " "}${t("prompt.mention", { number })} `;
		setText(before + mention + text.slice(caret));
		field.current?.focus();
		const end = caret + mention.length;
		requestAnimationFrame(() => field.current?.setSelectionRange(end, end));
	};
	// The picture on the canvas needs no strip.
	const hasReferences = images.some(({ isTarget }) => !isTarget);
	const parameterRow = (
		<ParameterRow
			{...parameters}
			{...{ resolved, defaultModel, profileId, isTight, isLow }}
			price={totalPrice}
			editControls={planned.length > 0 ? props.editControls : null}
		/>
	);

	return (
		<form
			ref={form}
			className="hfis-prompt"
			data-is-over={isOver || undefined}
			data-is-tight={isTight}
			data-is-low={isLow}
			data-purpose="reference"
			data-hfis-canvas-keys=""
			onSubmit={(event) => {
				event.preventDefault();
				send();
			}}
			onKeyDown={onKeyDown}
			{...dropHandlers}
		>
			{hasReferences ? (
				<ReferenceStrip
					library={library}
					images={images}
					onMove={(from, to) => moveReference(editor, images, from, to)}
					onRemove={(image) => removeReference(editor, image)}
					onMention={insertMention}
				/>
			) : null}
			<PromptText
				{...{ field, library, images, tooLong }}
				placeholder={t(`prompt.placeholder.${mode}`)}
				onPasteFiles={onAddReferences}
			/>
			<ParameterNotes {...parameters} {...{ resolved, isTight }} hasSize={planned.length === 0} />
			{isStacked ? <div className="hfis-prompt-row">{parameterRow}</div> : null}
			<div className="hfis-prompt-row">
				<AddReferences library={library} onPickFiles={() => void pickFiles()} onAdd={onAddReferences} />
				<input
					ref={fileInput}
					type="file"
					multiple
					accept="image/*"
					hidden
					aria-label={t("prompt.references.add")}
					onChange={({ target: input }) => {
						const picked = [...(input.files ?? [])];
						// Otherwise picking the same file again would fire no event.
						input.value = "";
						onAddReferences(picked);
					}}
				/>
				{isStacked ? null : parameterRow}
				<PreviewButton onPreview={preview} />
				{isStacked ? <span className="hfis-prompt-space" /> : null}
				<IntentSwitch {...{ intent, canEdit }} isTight={isLow} />
				<button
					type="submit"
					className="hfis-ui-button hfis-ui-button-primary hfis-prompt-send"
					// A double click sends once.
					onClick={(event) => event.detail > 1 && event.preventDefault()}
					aria-label={isPreparing ? t("prompt.sending") : label}
					aria-disabled={disabled !== undefined || isPreparing}
					aria-describedby={disabled ? reasonId : undefined}
					{...tooltipProps({ text: disabled?.text ?? label, keys: sendKeys, side: "above" })}
				>
					{isPreparing ? (
						<LoaderCircle size={16} className="hfis-ui-spin" aria-hidden="true" />
					) : (
						<ArrowUp size={16} aria-hidden="true" />
					)}
					{isPreparing ? t("prompt.sending") : isTight && target ? t("prompt.edit.short") : label}
				</button>
				{disabled ? (
					<span id={reasonId} className="hfis-ui-visually-hidden">
						{disabled.text}
					</span>
				) : null}
			</div>
			{isOver ? <p className="hfis-prompt-drop">{t("prompt.references.drop")}</p> : null}
		</form>
	);
}
