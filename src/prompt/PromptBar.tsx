// Where the wish is written and sent. The text is never cleared by anything but the person.
import { ArrowUp, LoaderCircle } from "lucide-react";
import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from "react";
import type { EditPlan } from "../../editor";
import { Choice } from "../controls/Choice";
import { useTranslate } from "../i18n/locale";
import { readDraft, writeDraft } from "./draft";

export interface PromptWish {
	readonly prompt: string;
	readonly model: string;
	readonly size: string;
	readonly quality: string;
	readonly n: number;
}

interface PromptBarProps {
	readonly target: { readonly width: number; readonly height: number } | null;
	readonly hasMask: boolean;
	/** Of the edit that Generate would start. */
	readonly plan: EditPlan | null;
	readonly isBusy: boolean;
	readonly isPreparing: boolean;
	readonly isConnected: boolean;
	readonly model: string;
	/** WIDTHxHEIGHT or "auto". */
	readonly defaultSize: string;
	readonly onGenerate: (wish: PromptWish) => void;
	/** Generate was pressed though it cannot be. */
	readonly onRefused: (refusal: PromptRefusal) => void;
}

export type PromptRefusal = "gateway" | "busy" | "empty";

const SIZES = ["1024x1024", "1536x1024", "1024x1536", "auto"];
const QUALITIES = ["auto", "low", "medium", "high"] as const;
const COUNTS = ["1", "2", "3", "4"] as const;
const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

export function PromptBar(props: PromptBarProps) {
	const { target, hasMask, plan, isBusy, isPreparing, isConnected, model, defaultSize } = props;
	const t = useTranslate();
	const [prompt, setPrompt] = useState(readDraft);
	const [size, setSize] = useState<string | null>(null);
	const [quality, setQuality] = useState<(typeof QUALITIES)[number]>("auto");
	const [count, setCount] = useState<(typeof COUNTS)[number]>("1");
	const field = useRef<HTMLTextAreaElement>(null);
	const reasonId = useId();
	useAutoGrow(field, prompt);

	const kind = target ? (hasMask ? "mask" : "edit") : "generate";
	const label = t(({ generate: "prompt.generate", edit: "prompt.edit", mask: "prompt.editMask" } as const)[kind]);
	const refusal = findRefusal();
	const reason = refusal ? t(`prompt.disabled.${refusal}`) : undefined;
	const chosenSize = size ?? defaultSize;
	const sizes = SIZES.includes(chosenSize) ? SIZES : [chosenSize, ...SIZES];

	function findRefusal(): PromptRefusal | undefined {
		if (!isConnected) return "gateway";
		if (isBusy) return "busy";
		return prompt.trim() === "" ? "empty" : undefined;
	}

	function send(): void {
		if (isPreparing) return;
		if (refusal) props.onRefused(refusal);
		else props.onGenerate({ prompt, model, size: chosenSize, quality, n: Number(count) });
	}

	const onKeyDown = (event: KeyboardEvent): void => {
		// Enter that ends an input method's composition is not a wish to send.
		if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
		event.preventDefault();
		send();
	};

	return (
		<form
			className="hfis-prompt"
			onSubmit={(event) => {
				event.preventDefault();
				send();
			}}
		>
			<textarea
				ref={field}
				className="hfis-prompt-text"
				rows={1}
				value={prompt}
				aria-label={t("prompt.label")}
				placeholder={t(`prompt.placeholder.${kind}`)}
				onChange={(event) => {
					setPrompt(event.target.value);
					writeDraft(event.target.value);
				}}
				onKeyDown={onKeyDown}
			/>
			<div className="hfis-prompt-row">
				{plan ? (
					<EditSize plan={plan} />
				) : (
					<Choice
						label={t("prompt.size")}
						value={chosenSize}
						onChange={setSize}
						options={sizes.map((value) => ({
							value,
							label: value === "auto" ? t("prompt.size.auto") : value.replace("x", " × "),
						}))}
					/>
				)}
				<Choice
					label={t("prompt.quality")}
					value={quality}
					onChange={setQuality}
					options={QUALITIES.map((value) => ({
						value,
						label: t(`prompt.quality.${value}`),
						...(value === "auto" ? { short: t("prompt.auto") } : {}),
					}))}
				/>
				<Choice
					label={t("prompt.count")}
					value={count}
					onChange={setCount}
					options={COUNTS.map((value) => ({
						value,
						short: `× ${value}`,
						label: value === "1" ? t("prompt.count.one") : t("prompt.count.many", { n: value }),
					}))}
				/>
				<span className="hfis-prompt-space" />
				<button
					type="submit"
					className="hfis-btn hfis-btn-primary hfis-prompt-send"
					aria-disabled={reason !== undefined || isPreparing}
					aria-describedby={reason ? reasonId : undefined}
					title={reason ?? t("prompt.shortcut", { label, keys: isMac ? "⌘ ↵" : "Ctrl+Enter" })}
				>
					{isPreparing ? (
						<LoaderCircle size={16} className="hfis-spin" aria-hidden="true" />
					) : (
						<ArrowUp size={16} aria-hidden="true" />
					)}
					{isPreparing ? t("prompt.sending") : label}
				</button>
				{reason ? (
					<span id={reasonId} className="hfis-visually-hidden">
						{reason}
					</span>
				) : null}
			</div>
		</form>
	);
}

/** What goes out: the whole picture or the area around the mask, and at which size. */
function EditSize({ plan }: { plan: EditPlan }) {
	const t = useTranslate();
	const { source, sent } = plan;
	const area = `${source.right - source.left} × ${source.bottom - source.top}`;
	const size = `${sent.width} × ${sent.height}`;
	const isRegion = plan.extent === "region";
	const reason = isRegion ? "prompt.size.region" : area === size ? "prompt.size.exact" : "prompt.size.whole";
	return (
		<span className="hfis-prompt-note" title={t(reason, { area, size })}>
			{isRegion ? t("prompt.size.area", { size }) : size}
		</span>
	);
}

/** As high as the text, up to the limit that the stylesheet sets; again when lines break elsewhere. */
function useAutoGrow(field: { current: HTMLTextAreaElement | null }, text: string): void {
	// biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text.
	useLayoutEffect(() => {
		const element = field.current;
		if (!element) return;
		let width = -1;
		const fit = (): void => {
			if (element.clientWidth === width) return;
			width = element.clientWidth;
			element.style.height = "auto";
			element.style.height = `${element.scrollHeight}px`;
		};
		fit();
		const observer = new ResizeObserver(fit);
		observer.observe(element);
		return () => observer.disconnect();
	}, [field, text]);
}
