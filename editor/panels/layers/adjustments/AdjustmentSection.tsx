// The section of the layers panel for adjustments of the picture: a menu that adds one, the list, top first, and the settings of
// the selected one.
import { Plus, SquareSplitHorizontal } from "lucide-react";
import { useRef, useState } from "react";
import { IconButton, MenuItem } from "../../../../ui";
import { ADJUSTMENT_NAMES, ADJUSTMENT_STRINGS } from "../../../adjustmentStrings";
import { type AdjustmentLayer, type DocumentCommand, nextAdjustment } from "../../../document";
import { ADJUSTMENTS, type AdjustmentKind } from "../../../raster";
import { fill } from "../../../strings";
import { EditorPopover } from "../../EditorPopover";
import type { PanelProps } from "../../panelProps";
import { LayerRow } from "../LayerRow";
import { SortableList } from "../SortableList";
import { AdjustmentSettings } from "./AdjustmentSettings";
import { ADJUSTMENT_ICONS } from "./adjustmentIcons";

/** Milliseconds after which a press is held: the adjustments come back when it ends. */
const HOLD_MS = 350;

export function AdjustmentSection(panelProps: PanelProps) {
	const { session, snapshot, locale } = panelProps;
	const { document } = snapshot;
	const [selected, setSelected] = useState<string | null>(null);
	const pressed = useRef(0);
	const layers = document?.adjustments ?? [];
	const active = layers.find(({ id }) => id === selected) ?? layers.at(-1);
	const apply = (commands: readonly DocumentCommand[], merge?: string) =>
		session.apply([{ type: "commands", commands, ...(merge !== undefined && { merge }) }]);
	const areShown = session.viewState.adjustments;
	const show = (shown: boolean) => session.adjustments.show(shown);

	function add(kind: AdjustmentKind): void {
		if (document === null) return;
		const adjustment = nextAdjustment(document, kind);
		show(true);
		apply([{ type: "adjustment.add", adjustment }]);
		setSelected(adjustment.id);
	}

	const row = (layer: AdjustmentLayer, place: number) => {
		const Icon = ADJUSTMENT_ICONS[layer.kind];
		const name = nameOf(layer, locale);
		const set = (changes: Extract<DocumentCommand, { type: "adjustment.set" }>["changes"]) =>
			apply([{ type: "adjustment.set", adjustment: layer.id, changes }]);
		return (
			<LayerRow
				key={layer.id}
				{...{ id: layer.id, name, locale }}
				ownName={layer.name}
				isVisible={layer.isVisible}
				isActive={layer.id === active?.id}
				isTop={place === layers.length - 1}
				isBottom={place === 0}
				face={
					<span className="hfis-layers-face">
						<Icon size={16} strokeWidth={1.75} aria-hidden="true" />
					</span>
				}
				onSelect={() => setSelected(layer.id)}
				onShow={(isVisible) => set({ isVisible })}
				onRename={(given) => set({ name: given })}
				onStep={(by) => apply([{ type: "adjustment.move", adjustment: layer.id, to: place - by }])}
				onDelete={() => apply([{ type: "adjustment.remove", adjustment: layer.id }])}
			/>
		);
	};

	return (
		<section aria-label={ADJUSTMENT_STRINGS.adjustments[locale]}>
			<div className="hfis-layers-title">
				<h3>{ADJUSTMENT_STRINGS.adjustments[locale]}</h3>
				<span className="hfis-adjustments-buttons">
					{layers.length > 0 && (
						<IconButton
							size={16}
							tone="strong"
							icon={SquareSplitHorizontal}
							label={ADJUSTMENT_STRINGS.before[locale]}
							aria-pressed={!areShown}
							onPointerDown={() => {
								pressed.current = performance.now();
								if (areShown) show(false);
								else pressed.current = 0;
							}}
							onClick={({ detail }) => {
								// With the keyboard each press switches. With a pointer the press has switched already.
								const isHeld = pressed.current > 0 && performance.now() - pressed.current > HOLD_MS;
								if (detail === 0 || pressed.current === 0 || isHeld) show(!session.viewState.adjustments);
								pressed.current = 0;
							}}
						/>
					)}
					<EditorPopover
						label={ADJUSTMENT_STRINGS.add[locale]}
						face={<Plus size={16} aria-hidden="true" />}
						tooltipSide="left"
						isMenu
					>
						{(close) => (
							<div className="hfis-ui-menu-section">
								{ADJUSTMENTS.map(({ kind }) => (
									<MenuItem
										key={kind}
										label={ADJUSTMENT_NAMES[kind][locale]}
										icon={ADJUSTMENT_ICONS[kind]}
										onClick={() => {
											close();
											add(kind);
										}}
									/>
								))}
							</div>
						)}
					</EditorPopover>
				</span>
			</div>
			{layers.length === 0 ? (
				<p className="hfis-ui-quiet">{ADJUSTMENT_STRINGS.none[locale]}</p>
			) : (
				<SortableList
					label={ADJUSTMENT_STRINGS.adjustments[locale]}
					locale={locale}
					items={layers.map((layer) => ({ id: layer.id, name: nameOf(layer, locale) })).reverse()}
					onMove={(from, to) => {
						const layer = layers[layers.length - 1 - from];
						if (layer) apply([{ type: "adjustment.move", adjustment: layer.id, to: layers.length - 1 - to }]);
					}}
				>
					{layers.map(row).reverse()}
				</SortableList>
			)}
			{active && (
				<AdjustmentSettings
					key={active.id}
					{...panelProps}
					layer={active}
					title={fill(ADJUSTMENT_STRINGS.settingsOf, locale, { name: nameOf(active, locale) })}
				/>
			)}
		</section>
	);
}

function nameOf({ name, kind }: AdjustmentLayer, locale: PanelProps["locale"]): string {
	return name.trim() || ADJUSTMENT_NAMES[kind][locale];
}
