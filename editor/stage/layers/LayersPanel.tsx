// What the document consists of, top first: masks, references, results, the frame, the picture. Beside the canvas where
// there is room, else over its edge.
import { type LucideIcon, Plus, Trash2, X } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { NOTES, STRINGS } from "../../strings";
import { findAction } from "../../tools";
import type { ChromeProps } from "../chrome";
import { Thumbnail } from "../Thumbnail";
import { MaskList } from "./MaskList";
import { ReferenceList, ResultList } from "./PictureLists";

export function LayersPanel(chrome: ChromeProps) {
	const { session, snapshot, locale } = chrome;
	const panel = useRef<HTMLElement>(null);
	const { document } = snapshot;

	function close(): void {
		const root = panel.current?.closest(".hfis-editor");
		session.apply([{ type: "panel", panel: null }]);
		root?.querySelector<HTMLElement>('[data-action="panel.layers"]')?.focus();
	}

	// Whoever works with the keyboard comes along; whoever points at the canvas stays there.
	useEffect(() => {
		const opened = panel.current;
		const focused = opened?.ownerDocument.activeElement;
		if (opened === null || focused instanceof HTMLElement === false || focused.dataset.pointed !== undefined) return;
		opened.querySelector<HTMLElement>('[aria-current="true"]')?.focus();
	}, []);

	if (document === null) return null;
	const { picture, frame } = document;
	return (
		<aside
			ref={panel}
			className="hfis-layers"
			aria-label={STRINGS.layers[locale]}
			onKeyDown={(event) => {
				if (event.key !== "Escape") return;
				event.preventDefault();
				event.stopPropagation();
				close();
			}}
		>
			<header className="hfis-layers-header">
				<h2>{STRINGS.layers[locale]}</h2>
				<IconButton icon={X} label={STRINGS.close[locale]} onClick={close} />
			</header>
			<div className="hfis-layers-body">
				<Section {...chrome} title={STRINGS.masks[locale]} add="layer.addMask">
					<MaskList {...chrome} />
					<p className="hfis-quiet">{STRINGS.unionHint[locale]}</p>
				</Section>
				<Section {...chrome} title={STRINGS.references[locale]} add="layer.addReference">
					<ReferenceList {...chrome} />
				</Section>
				<Section {...chrome} title={STRINGS.results[locale]}>
					<ResultList {...chrome} />
				</Section>
				{frame !== null && (
					<Section {...chrome} title={STRINGS.frame[locale]}>
						<div className="hfis-layer">
							<span className="hfis-layer-fact">
								{frame.right - frame.left} × {frame.bottom - frame.top}
							</span>
							<IconButton
								icon={Trash2}
								label={STRINGS.removeFrame[locale]}
								onClick={() => session.apply([{ type: "commands", commands: [{ type: "frame.set", frame: null }] }])}
							/>
						</div>
					</Section>
				)}
				<Section {...chrome} title={STRINGS.picture[locale]}>
					<div className="hfis-layer">
						<span className="hfis-layer-face">
							<Thumbnail session={session} image={picture.image} side={24} size={picture} />
						</span>
						<span className="hfis-layer-fact" title={picture.name}>
							<span>{picture.name}</span>
							<span className="hfis-quiet">
								{picture.width} × {picture.height}
							</span>
						</span>
					</div>
					{snapshot.state.picture?.notes?.map((note) => (
						<p key={note} className="hfis-quiet">
							{NOTES[note][locale]}
						</p>
					))}
				</Section>
			</div>
		</aside>
	);
}

interface SectionProps extends ChromeProps {
	readonly title: string;
	/** The action that adds one. */
	readonly add?: string;
	readonly children: ReactNode;
}

function Section({ session, locale, title, add, children }: SectionProps) {
	const action = add === undefined ? undefined : findAction(add);
	return (
		<section aria-label={title}>
			<div className="hfis-layers-title">
				<h3>{title}</h3>
				{action && <IconButton icon={Plus} label={action.label[locale]} onClick={() => session.run(action.id)} />}
			</div>
			{children}
		</section>
	);
}

interface IconButtonProps {
	readonly icon: LucideIcon;
	readonly label: string;
	onClick(): void;
}

function IconButton({ icon: Icon, label, onClick }: IconButtonProps) {
	return (
		<button type="button" className="hfis-button" aria-label={label} title={label} onClick={onClick}>
			<Icon size={16} aria-hidden="true" />
		</button>
	);
}
