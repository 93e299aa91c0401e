// The combobox of the model. It accepts any name and suggests known models and those that the endpoint lists.
import { ChevronDown } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { keepPlaced } from "../../../ui";
import { shutdownNotice } from "../../gateway/capabilities";
import { fetchModelList, useModelLists } from "../../gateway/modelLists";
import { SUGGESTED_MODELS } from "../../gateway/models";
import { backend } from "../../host/backend";
import { useLocale, useTranslate } from "../../i18n/locale";
import { localDate } from "../localDate";

interface ModelFieldProps {
	/** Empty: the default model. */
	readonly value: string;
	readonly defaultModel: string;
	/** Only for custom endpoints. */
	readonly profileId: string | undefined;
	readonly baseUrl: string | undefined;
	readonly onChange: (model: string) => void;
}

const NO_MODELS: readonly string[] = [];
const MAX_SUGGESTIONS = 60;
/** Endpoints list text models, too. Models with these names are suggested first. */
const IMAGE_MODEL_NAME = /image|dall|flux|diffusion|sd-?xl|imagen|picture|qwen-?vl|seedream|kolors|ideogram|recraft/i;

export function ModelField({ value, defaultModel, profileId, baseUrl, onChange }: ModelFieldProps) {
	const t = useTranslate();
	const id = useId();
	const root = useRef<HTMLDivElement>(null);
	const list = useRef<HTMLDivElement>(null);
	const [isOpen, setOpen] = useState(false);
	/** Until the user types, the list is not filtered by the current value. */
	const [isFiltered, setFiltered] = useState(false);
	const [active, setActive] = useState(-1);
	const listedModels = useModelLists(({ models }) => (profileId ? models[profileId] : undefined)) ?? NO_MODELS;
	const suggestions = suggestModels(isFiltered ? value : "", defaultModel, listedModels);
	const isListShown = isOpen && suggestions.length > 0;

	useLayoutEffect(() => {
		if (!isListShown || !list.current || !root.current) return undefined;
		if (!list.current.matches(":popover-open")) list.current.showPopover();
		return keepPlaced(list.current, root.current, { side: "above" });
	});
	useEffect(() => {
		if (isOpen) list.current?.querySelector(".hfis-ui-option-active")?.scrollIntoView({ block: "nearest" });
	});

	const open = (): void => {
		setFiltered(false);
		setActive(-1);
		setOpen(true);
		if (profileId && baseUrl) void fetchModelList({ profileId, baseUrl }, backend);
	};
	const pick = (model: string): void => {
		onChange(model === defaultModel ? "" : model);
		setOpen(false);
	};
	const onKeyDown = (event: KeyboardEvent): void => {
		if (event.nativeEvent.isComposing) return;
		const offset = { ArrowDown: 1, ArrowUp: -1 }[event.key];
		if (offset !== undefined) {
			event.preventDefault();
			const { length } = suggestions;
			if (!isOpen) open();
			else setActive((active + offset + length + (active < 0 && offset < 0 ? 1 : 0)) % Math.max(1, length));
		} else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
			event.preventDefault();
			const model = isOpen ? suggestions[active] : undefined;
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
				aria-expanded={isListShown}
				aria-controls={`${id}-list`}
				aria-autocomplete="list"
				aria-activedescendant={isOpen && active >= 0 ? `${id}-${active}` : undefined}
				value={value}
				placeholder={defaultModel}
				spellCheck={false}
				autoComplete="off"
				maxLength={200}
				size={Math.max(8, (value || defaultModel).length)}
				onChange={(event) => {
					onChange(event.target.value);
					setOpen(true);
					setFiltered(true);
					setActive(-1);
				}}
				onPointerDown={() => (isOpen ? setOpen(false) : open())}
				onKeyDown={onKeyDown}
				onBlur={() => {
					setOpen(false);
					if (value !== value.trim() || value.trim() === defaultModel)
						onChange(value.trim() === defaultModel ? "" : value.trim());
				}}
			/>
			<ChevronDown size={14} aria-hidden="true" />
			<div
				ref={list}
				popover="manual"
				role="listbox"
				id={`${id}-list`}
				aria-label={t("prompt.model")}
				className={`hfis-ui-listbox ${isListShown ? "" : "hfis-ui-hidden"}`}
			>
				{isOpen
					? suggestions.map((model, index) => (
							// biome-ignore lint/a11y/useKeyWithClickEvents: the input keeps the focus and handles the keys.
							// biome-ignore lint/a11y/useFocusableInteractive: likewise, with aria-activedescendant.
							<div
								key={model}
								role="option"
								id={`${id}-${index}`}
								aria-selected={model === (value || defaultModel)}
								className={`hfis-ui-option ${index === active ? "hfis-ui-option-active" : ""}`}
								onPointerDown={(event) => event.preventDefault()}
								onClick={() => pick(model)}
								onPointerMove={() => setActive(index)}
							>
								<span>
									{model}
									<ModelNote {...{ model, defaultModel, listedModels, baseUrl }} />
								</span>
							</div>
						))
					: null}
			</div>
		</div>
	);
}

interface ModelNoteProps extends Pick<ModelFieldProps, "defaultModel" | "baseUrl"> {
	readonly model: string;
	readonly listedModels: readonly string[];
}

function ModelNote({ model, defaultModel, listedModels, baseUrl }: ModelNoteProps) {
	const t = useTranslate();
	const locale = useLocale();
	const shutdown = shutdownNotice(model, localDate(), { baseUrl });
	if (model === defaultModel) return <small>{t("prompt.model.default")}</small>;
	if (shutdown) return <small>{shutdown.phrase[locale]}</small>;
	return listedModels.includes(model) ? <small>{t("prompt.model.listed")}</small> : null;
}

function suggestModels(typed: string, defaultModel: string, listed: readonly string[]): string[] {
	const imageModels = listed.filter((model) => IMAGE_MODEL_NAME.test(model));
	const otherModels = listed.filter((model) => !IMAGE_MODEL_NAME.test(model));
	const all = [...new Set([defaultModel, ...imageModels, ...SUGGESTED_MODELS, ...otherModels])];
	const query = typed.trim().toLowerCase();
	return all.filter((model) => model.toLowerCase().includes(query)).slice(0, MAX_SUGGESTIONS);
}
