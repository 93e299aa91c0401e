// The model: any name may be typed; what is known, and what the endpoint itself has listed, is suggested.
import { ChevronDown } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { keepPlaced } from "../../ui";
import { shutdownNotice } from "../gateway/capabilities";
import { fetchModelList, useModelLists } from "../gateway/modelLists";
import { SUGGESTED_MODELS } from "../gateway/models";
import { backend } from "../host/backend";
import { useLocale, useTranslate } from "../i18n/locale";
import { today } from "./today";

interface ModelFieldProps {
	/** Empty: the default one. */
	readonly value: string;
	readonly standard: string;
	/** Custom endpoints only. */
	readonly profileId: string | undefined;
	readonly baseUrl: string | undefined;
	readonly onChange: (model: string) => void;
}

const NO_MODELS: readonly string[] = [];
const MOST_SHOWN = 60;
/** Endpoints list their text models too; what is for pictures comes first. */
const FOR_PICTURES = /image|dall|flux|diffusion|sd-?xl|imagen|picture|qwen-?vl|seedream|kolors|ideogram|recraft/i;

export function ModelField({ value, standard, profileId, baseUrl, onChange }: ModelFieldProps) {
	const t = useTranslate();
	const locale = useLocale();
	const id = useId();
	const root = useRef<HTMLDivElement>(null);
	const list = useRef<HTMLDivElement>(null);
	const [isOpen, setOpen] = useState(false);
	/** Nothing typed since it opened: everything is shown. */
	const [isFresh, setFresh] = useState(true);
	const [active, setActive] = useState(-1);
	const listed = useModelLists(({ models }) => (profileId ? models[profileId] : undefined)) ?? NO_MODELS;
	const shown = suggest(isFresh ? "" : value, standard, listed);

	useLayoutEffect(() => {
		if (!isOpen || !list.current || !root.current || shown.length === 0) return undefined;
		if (!list.current.matches(":popover-open")) list.current.showPopover();
		return keepPlaced(list.current, root.current, { side: "above" });
	});
	useEffect(() => {
		if (isOpen) list.current?.querySelector(".hfis-ui-option-active")?.scrollIntoView({ block: "nearest" });
	});

	const open = (): void => {
		setFresh(true);
		setActive(-1);
		setOpen(true);
		if (profileId) void fetchModelList(profileId, backend);
	};
	const pick = (model: string): void => {
		onChange(model === standard ? "" : model);
		setOpen(false);
	};
	const onKeyDown = (event: KeyboardEvent): void => {
		if (event.nativeEvent.isComposing) return;
		const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
		if (by !== undefined) {
			event.preventDefault();
			if (!isOpen) open();
			else setActive((active + by + shown.length + (active < 0 && by < 0 ? 1 : 0)) % Math.max(1, shown.length));
		} else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
			event.preventDefault();
			const model = isOpen ? shown[active] : undefined;
			if (model === undefined) setOpen(false);
			else pick(model);
		} else if (event.key === "Escape" && isOpen) {
			event.preventDefault();
			event.stopPropagation();
			setOpen(false);
		}
	};

	return (
		<div className="hfis-model" ref={root}>
			<input
				role="combobox"
				aria-label={t("prompt.model")}
				title={t("prompt.model")}
				aria-expanded={isOpen && shown.length > 0}
				aria-controls={`${id}-list`}
				aria-autocomplete="list"
				aria-activedescendant={isOpen && active >= 0 ? `${id}-${active}` : undefined}
				value={value}
				placeholder={standard}
				spellCheck={false}
				autoComplete="off"
				maxLength={200}
				size={Math.max(8, (value || standard).length)}
				onChange={(event) => {
					onChange(event.target.value);
					setOpen(true);
					setFresh(false);
					setActive(-1);
				}}
				onPointerDown={() => (isOpen ? setOpen(false) : open())}
				onKeyDown={onKeyDown}
				onBlur={() => {
					setOpen(false);
					if (value !== value.trim() || value.trim() === standard)
						onChange(value.trim() === standard ? "" : value.trim());
				}}
			/>
			<ChevronDown size={14} aria-hidden="true" />
			<div
				ref={list}
				popover="manual"
				role="listbox"
				id={`${id}-list`}
				aria-label={t("prompt.model")}
				className={`hfis-ui-listbox ${isOpen && shown.length > 0 ? "" : "hfis-ui-hidden"}`}
			>
				{isOpen
					? shown.map((model, index) => (
							// biome-ignore lint/a11y/useKeyWithClickEvents: the field above holds the focus and takes the keys.
							// biome-ignore lint/a11y/useFocusableInteractive: likewise, by aria-activedescendant.
							<div
								key={model}
								role="option"
								id={`${id}-${index}`}
								aria-selected={model === (value || standard)}
								className={`hfis-ui-option ${index === active ? "hfis-ui-option-active" : ""}`}
								onPointerDown={(event) => event.preventDefault()}
								onClick={() => pick(model)}
								onPointerMove={() => setActive(index)}
							>
								<span>
									{model}
									<Remark model={model} />
								</span>
							</div>
						))
					: null}
			</div>
		</div>
	);

	function Remark({ model }: { model: string }) {
		const shutdown = shutdownNotice(model, today(), { baseUrl });
		if (model === standard) return <small>{t("prompt.model.standard")}</small>;
		if (shutdown) return <small>{shutdown.phrase[locale]}</small>;
		return listed.includes(model) ? <small>{t("prompt.model.listed")}</small> : null;
	}
}

function suggest(typed: string, standard: string, listed: readonly string[]): string[] {
	const forPictures = listed.filter((model) => FOR_PICTURES.test(model));
	const others = listed.filter((model) => !FOR_PICTURES.test(model));
	const all = [...new Set([standard, ...forPictures, ...SUGGESTED_MODELS, ...others])];
	const wanted = typed.trim().toLowerCase();
	return all.filter((model) => model.toLowerCase().includes(wanted)).slice(0, MOST_SHOWN);
}
