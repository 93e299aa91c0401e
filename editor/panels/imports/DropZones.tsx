// The drop zones for dragged files: one while no picture is open; over a picture the canvas itself, on which a file is placed,
// and three for its other purposes.
import { ImagePlus, Images, MousePointer2, SquareDashed } from "lucide-react";
import { fill, STRINGS } from "../../strings";
import type { DropPurpose } from "../../types";
import type { PanelProps } from "../panelProps";

interface DropZonesProps extends Pick<PanelProps, "snapshot" | "locale"> {
	readonly over: DropPurpose | null;
}

export function DropZones({ snapshot, locale, over }: DropZonesProps) {
	const { picture } = snapshot.state;
	if (picture === null)
		return <div className="hfis-imports-drop hfis-imports-drop-one">{STRINGS.dropHere[locale]}</div>;
	const zone = (purpose: DropPurpose, Icon: typeof Images, title: string, more: string) => (
		<div className="hfis-imports-drop-zone" data-purpose={purpose} data-over={over === purpose}>
			<Icon size={28} strokeWidth={1.25} aria-hidden="true" />
			<strong>{title}</strong>
			<span>{more}</span>
		</div>
	);
	return (
		<div className="hfis-imports-drop">
			<div className="hfis-imports-drop-place" data-purpose="place" data-over={over === "place"}>
				<span>
					<MousePointer2 size={16} strokeWidth={1.75} aria-hidden="true" />
					{STRINGS.placeHere[locale]}
				</span>
			</div>
			<div className="hfis-imports-drop-others">
				{zone("picture", ImagePlus, STRINGS.useOpen[locale], STRINGS.useOpenHint[locale])}
				{zone("reference", Images, STRINGS.useReference[locale], STRINGS.useReferenceHint[locale])}
				{zone("mask", SquareDashed, STRINGS.useMask[locale], fill(STRINGS.useMaskHint, locale, sizeOf(picture)))}
			</div>
		</div>
	);
}

const sizeOf = ({ width, height }: { width: number; height: number }) => ({ width, height });
