// Where the wish is written and sent: the pictures that go along, the text, what is asked of the model. It refuses before
// anything is sent what the model could not take.
import { ArrowUp, LoaderCircle } from "lucide-react";
import { type DragEvent, type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import type { EditPlan, FileSource } from "../../editor";
import { useElementWidth } from "../../ui";
import { unsupportedReason } from "../gateway/capabilities";
import { estimatePrice, type PriceEstimate } from "../gateway/prices";
import { defaultModel, partialImageCount, useGatewayStatus } from "../gateway/status";
import { useLocale, useTranslate } from "../i18n/locale";
import type { Library } from "../library/library";
import { AddReferences } from "./AddReferences";
import { gatewayRefusal, type PromptRefusal } from "./gatewayRefusal";
import { type Mentioning, spellOut } from "./mentions";
import { Parameters, Remarks } from "./Parameters";
import { PreviewButton } from "./PreviewButton";
import { PromptText } from "./PromptText";
import { legalise, type Params, usualChoices } from "./parameterChoices";
import { followDefaults, setText, usePrompt } from "./promptState";
import { ReferenceStrip } from "./ReferenceStrip";
import { type Addable, type GoingAlong, keysOf, moveBy, type ReferenceEditor, remove } from "./requestImages";
import { useGoingAlong } from "./useRequestImages";

export interface PromptWish {
	/** To be spelt out by the order in which the pictures go out. */
	readonly text: Mentioning;
	readonly params: Params;
	/** Pictures that only the bar has, by SHA-256. */
	readonly references: readonly string[];
	/** As it was shown. */
	readonly estimate?: PriceEstimate;
}

interface PromptBarProps {
	readonly editor: ReferenceEditor;
	readonly library: Library;
	readonly files: FileSource;
	readonly target: { readonly id: string; readonly width: number; readonly height: number } | null;
	readonly revision: number;
	readonly hasMask: boolean;
	/** Regions that say themselves what is to change there: their words go along, and may be all there is. */
	readonly noteCount: number;
	/** Of the edit that Generate would start. */
	readonly plan: EditPlan | null;
	/** How many such edits, one for each area. */
	readonly requests: number;
	/** How many pictures go out more than the bar shows. */
	readonly added: number;
	/** In the place of its size. */
	readonly outgoing: ReactNode;
	/** What would go out is to be looked at. */
	readonly onLook: (wish: PromptWish, refusal: string | undefined) => void;
	readonly isBusy: boolean;
	readonly isPreparing: boolean;
	readonly onGenerate: (wish: PromptWish) => void;
	/** Generate was pressed though it cannot be. */
	readonly onRefused: (refusal: PromptRefusal) => void;
	readonly onAdd: (pictures: readonly Addable[]) => void;
}

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
/** CSS pixels below which words are short, and below which model and quality move behind the button. */
const COMPACT_PX = 800;
const TIGHT_PX = 540;

/** As chosen in the bar, or the default one. */
export function useChosenModel(): string {
	const standard = useGatewayStatus(defaultModel);
	return usePrompt(({ choices }) => choices.model.trim()) || standard;
}

export function PromptBar(props: PromptBarProps) {
	const { editor, library, files, target, revision, hasMask, plan, requests, outgoing, isBusy, isPreparing, onAdd } =
		props;
	const t = useTranslate();
	const locale = useLocale();
	const status = useGatewayStatus();
	const { mentioning, choices, references } = usePrompt();
	const pictures = useGoingAlong(editor, target?.id, revision);
	const model = useChosenModel();
	const form = useRef<HTMLFormElement>(null);
	const field = useRef<HTMLTextAreaElement>(null);
	const picker = useRef<HTMLInputElement>(null);
	const width = useElementWidth(form, COMPACT_PX);
	const isCompact = width < COMPACT_PX;
	const isTight = width < TIGHT_PX;
	const [isOver, setOver] = useState(false);
	const reasonId = useId();
	const isRead = status.choice !== null;

	// Changed here, in another window, or in HaloForge's own form.
	const { settings: usual } = status;
	useEffect(() => {
		if (isRead) followDefaults(usualChoices(usual));
	}, [isRead, usual]);

	const custom = status.choice?.kind === "custom" ? status.active : null;
	const sentCount = pictures.length + props.added;
	const operation = pictures.length > 0 ? "edit" : "generate";
	const circumstances = {
		baseUrl: status.choice?.kind === "custom" ? status.choice.baseUrl : undefined,
		isManaged: status.choice?.kind === "managed",
		isCodex: custom?.profile.codex_compat ?? false,
		operation,
		hasMask,
	} as const;
	const standardModel = defaultModel(status);
	const legal = legalise(
		{ ...choices, model },
		{ ...circumstances, defaultModel: standardModel, defaultSize: status.settings.default_size },
	);
	const settings = { choices, model, circumstances: { ...circumstances, format: legal.params.outputFormat } };
	const price = estimatePrice({
		...legal.params,
		...(plan ? { size: plan.size } : {}),
		promptChars: mentioning.text.length,
		images: Array.from({ length: sentCount }, (_, i) => (i === 0 && plan ? plan.sent : { width: 1024, height: 1024 })),
		partialImages: partialImageCount(status),
	});

	const kind = target ? (hasMask ? "mask" : "edit") : pictures.length > 0 ? "references" : "generate";
	const label = t(
		(
			{
				generate: "prompt.generate",
				references: "prompt.generate",
				edit: "prompt.edit",
				mask: "prompt.editMask",
			} as const
		)[kind],
	);
	const refusal = findRefusal();

	function findRefusal(): PromptRefusal | undefined {
		const none = gatewayRefusal(status.choice, t);
		if (none) return none;
		const say = (text: string): PromptRefusal => ({ text, isGateway: false });
		if (isBusy) return say(t("prompt.disabled.busy"));
		if (mentioning.text.trim() === "" && props.noteCount === 0) return say(t("prompt.disabled.empty"));
		const refused =
			(operation === "edit" ? unsupportedReason("edit", model) : undefined) ??
			(hasMask ? unsupportedReason("mask", model) : undefined) ??
			unsupportedReason("images", model, sentCount) ??
			unsupportedReason("prompt", model, mentioning.text.length);
		if (refused) return say(refused[locale]);
		return spellOut(mentioning, keysOf(pictures)).missing > 0 ? say(t("prompt.disabled.mention")) : undefined;
	}

	const total = price && { ...price, from: price.from * requests, to: price.to * requests };
	const wish: PromptWish = {
		text: mentioning,
		params: legal.params,
		references: references.map(({ image }) => image),
		...(price ? { estimate: price } : {}),
	};

	/** What could not be sent as it is can be looked at. */
	function look(): void {
		if (isPreparing) return;
		if (refusal && (refusal.isGateway || !isRead)) props.onRefused(refusal);
		else props.onLook(wish, refusal?.text);
	}

	function send(): void {
		if (isPreparing) return;
		if (refusal) props.onRefused(refusal);
		else props.onGenerate(wish);
	}

	/** Ctrl+Enter sends from anywhere in the bar; Enter in a field of it, or a key that is held, never does. */
	const onKeyDown = (event: KeyboardEvent): void => {
		const { key, target, repeat, nativeEvent } = event;
		if (key !== "Enter" || nativeEvent.isComposing || event.keyCode === 229) return;
		const isWish = event.ctrlKey || event.metaKey;
		if (isWish || target instanceof HTMLInputElement || (repeat && target instanceof HTMLButtonElement))
			event.preventDefault();
		if (isWish && !repeat) send();
	};

	const pick = async (): Promise<void> => {
		const given = await files.pick("reference");
		if (given) onAdd(given);
		else if (given === undefined) picker.current?.click();
	};
	const mention = (number: number): void => {
		const at = field.current?.selectionEnd ?? mentioning.text.length;
		const before = mentioning.text.slice(0, at);
		const word = `${before === "" || /\s$/.test(before) ? "" : " "}${t("prompt.mention", { number })} `;
		setText(before + word + mentioning.text.slice(at));
		field.current?.focus();
		requestAnimationFrame(() => field.current?.setSelectionRange(at + word.length, at + word.length));
	};

	const onDragOver = (event: DragEvent): void => {
		const { types } = event.dataTransfer;
		if (types.length > 0 && !types.includes("Files")) return;
		event.preventDefault();
		event.dataTransfer.dropEffect = "copy";
		setOver(true);
	};
	const onDrop = (event: DragEvent): void => {
		setOver(false);
		const given = [...event.dataTransfer.files];
		if (given.length === 0) return;
		event.preventDefault();
		onAdd(given);
	};

	return (
		<form
			ref={form}
			className="hfis-prompt"
			data-is-over={isOver || undefined}
			data-is-compact={isCompact}
			data-purpose="reference"
			onSubmit={(event) => {
				event.preventDefault();
				send();
			}}
			onKeyDown={onKeyDown}
			onDragEnter={onDragOver}
			onDragOver={onDragOver}
			onDragLeave={({ relatedTarget, currentTarget }) => {
				if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setOver(false);
			}}
			onDrop={onDrop}
			// Some web views tell nobody that a drag has ended.
			onPointerMove={() => setOver(false)}
		>
			{showsStrip(pictures) ? (
				<ReferenceStrip
					library={library}
					pictures={pictures}
					onMove={(from, to) => moveBy(editor, pictures, from, to)}
					onRemove={(picture) => remove(editor, picture)}
					onMention={mention}
				/>
			) : null}
			<PromptText {...{ field, library, pictures }} placeholder={t(`prompt.placeholder.${kind}`)} onFiles={onAdd} />
			<Remarks {...settings} {...{ legal, isCompact, isTight }} price={total} hasSize={plan === null} />
			<div className="hfis-prompt-row">
				<AddReferences library={library} onFiles={() => void pick()} onAdd={onAdd} />
				<input
					ref={picker}
					type="file"
					multiple
					accept="image/png,image/jpeg,image/webp"
					hidden
					aria-label={t("prompt.references.add")}
					onChange={({ target: chosen }) => {
						const given = [...(chosen.files ?? [])];
						// The same file can be chosen again.
						chosen.value = "";
						onAdd(given);
					}}
				/>
				<Parameters
					{...settings}
					{...{ legal, standardModel, isCompact, isTight }}
					price={total}
					outgoing={plan ? outgoing : null}
					profileId={custom?.profile.id}
				/>
				<PreviewButton onPreview={look} />
				<button
					type="submit"
					className="hfis-ui-button hfis-ui-button-primary hfis-prompt-send"
					// The second of two quick presses is no second wish.
					onClick={(event) => event.detail > 1 && event.preventDefault()}
					aria-label={isPreparing ? t("prompt.sending") : label}
					aria-disabled={refusal !== undefined || isPreparing}
					aria-describedby={refusal ? reasonId : undefined}
					title={refusal?.text ?? t("prompt.shortcut", { label, keys: isMac ? "⌘ ↵" : "Ctrl+Enter" })}
				>
					{isPreparing ? (
						<LoaderCircle size={16} className="hfis-ui-spin" aria-hidden="true" />
					) : (
						<ArrowUp size={16} aria-hidden="true" />
					)}
					{isPreparing ? t("prompt.sending") : isTight && target ? t("prompt.edit.short") : label}
				</button>
				{refusal ? (
					<span id={reasonId} className="hfis-ui-visually-hidden">
						{refusal.text}
					</span>
				) : null}
			</div>
			{isOver ? <p className="hfis-prompt-drop">{t("prompt.references.drop")}</p> : null}
		</form>
	);
}

/** The picture on the canvas alone is seen well enough. */
const showsStrip = (pictures: readonly GoingAlong[]): boolean => pictures.some(({ isTarget }) => !isTarget);
