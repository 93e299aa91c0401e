import { Star } from "lucide-react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { IconButton, MenuItem, NumberField, Popover, Select, Switch, TabList } from "./index";

const nothing = () => undefined;

describe("IconButton", () => {
	it("has its label as accessible name and tooltip, and no native title", () => {
		const markup = renderToStaticMarkup(<IconButton icon={Star} label="Favourite" keys="F" tooltipSide="left" />);
		expect(markup).toContain('aria-label="Favourite"');
		expect(markup).toContain('data-tooltip="Favourite"');
		expect(markup).toContain('data-tooltip-keys="F"');
		expect(markup).toContain('data-tooltip-side="left"');
		expect(markup).not.toContain("title=");
	});

	it("passes other attributes to its button", () => {
		const markup = renderToStaticMarkup(<IconButton icon={Star} label="Favourite" aria-pressed="true" disabled />);
		expect(markup).toContain('aria-pressed="true"');
		expect(markup).toContain("disabled");
	});
});

describe("Popover", () => {
	const render = (props: object) =>
		renderToStaticMarkup(
			<Popover label="More" face="…" {...props}>
				{() => <p id="content" />}
			</Popover>,
		);

	it("shows its label as a tooltip where the button has no text, otherwise as a title", () => {
		expect(render({ tooltipSide: "below" })).toContain('data-tooltip="More"');
		expect(render({})).toContain('title="More"');
		expect(render({})).not.toContain("data-tooltip");
	});

	it("renders its content only while it is open", () => {
		expect(render({})).not.toContain('id="content"');
		expect(render({ isOpen: true })).toContain('id="content"');
	});
});

describe("MenuItem", () => {
	it("hides its shortcut from the accessible name", () => {
		const markup = renderToStaticMarkup(<MenuItem icon={Star} label="Delete" keys="Del" />);
		expect(markup).toMatch(/<span class="hfis-ui-kbd" aria-hidden="true">Del<\/span>/);
		expect(markup).not.toContain("aria-expanded");
	});
});

describe("Select", () => {
	const options = [
		{ value: "low", label: "Low" },
		{ value: "high", label: "High", short: "H" },
	] as const;

	it("names itself and its value", () => {
		const markup = renderToStaticMarkup(<Select label="Quality" value="high" options={options} onChange={nothing} />);
		expect(markup).toContain('aria-label="Quality: High"');
		expect(markup).toContain(">H<");
	});

	it("says why it is disabled", () => {
		const markup = renderToStaticMarkup(
			<Select label="Quality" value="low" options={options} onChange={nothing} disabledReason="One quality only" />,
		);
		expect(markup).toContain('aria-disabled="true"');
		expect(markup).toMatch(/aria-describedby="([^"]+)".*id="\1" class="hfis-ui-visually-hidden">One quality only</);
	});
});

describe("the other fields", () => {
	it("NumberField reads its unit aloud", () => {
		const markup = renderToStaticMarkup(
			<NumberField label="Size" value={64} min={1} max={512} step={1} unit="px" onChange={nothing} />,
		);
		expect(markup).toContain('aria-valuetext="64 px"');
		expect(markup).toContain('role="spinbutton"');
	});

	it("Switch is a switch with a label", () => {
		const markup = renderToStaticMarkup(<Switch label="Pressure" isOn onChange={nothing} />);
		expect(markup).toContain('role="switch"');
		expect(markup).toContain('aria-checked="true"');
	});

	it("TabList has one tab stop, the chosen tab", () => {
		const tabs = ["one", "two"].map((id) => ({ id, label: id, icon: Star }));
		const markup = renderToStaticMarkup(<TabList id="t" chosen="two" tabs={tabs} onChoose={nothing} />);
		expect(markup.match(/tabindex="0"/gi)).toHaveLength(1);
		expect(markup).toMatch(/id="t-two" aria-selected="true"/);
	});
});
