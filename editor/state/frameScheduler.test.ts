import { expect, test } from "vitest";
import { FrameScheduler } from "./frameScheduler";

function createScheduler() {
	const frames: (() => void)[] = [];
	const log: string[] = [];
	return {
		scheduler: new FrameScheduler((run) => frames.push(run)),
		log,
		task: (name: string) => () => void log.push(name),
		requested: () => frames.length,
		runFrame: () => frames.shift()?.(),
	};
}

test("input runs before drawing in one frame, whatever was scheduled first", () => {
	const { scheduler, log, task, requested, runFrame } = createScheduler();
	scheduler.schedule("draw", task("draw"));
	scheduler.schedule("input", task("input"));
	expect(requested()).toBe(1);
	runFrame();
	expect(log).toEqual(["input", "draw"]);
	expect(requested()).toBe(0);
});

test("a task runs once per frame however often it is scheduled", () => {
	const { scheduler, log, task, runFrame } = createScheduler();
	const draw = task("draw");
	scheduler.schedule("draw", draw);
	scheduler.schedule("draw", draw);
	runFrame();
	expect(log).toEqual(["draw"]);
});

test("drawing that input schedules runs in the same frame", () => {
	const { scheduler, log, task, requested, runFrame } = createScheduler();
	scheduler.schedule("input", () => scheduler.schedule("draw", task("draw")));
	runFrame();
	expect(log).toEqual(["draw"]);
	expect(requested()).toBe(0);
});

test("work that a phase schedules for itself or an earlier phase waits for the next frame", () => {
	const { scheduler, log, task, requested, runFrame } = createScheduler();
	scheduler.schedule("draw", () => {
		scheduler.schedule("draw", task("rest"));
		scheduler.schedule("input", task("input"));
	});
	runFrame();
	expect(log).toEqual([]);
	expect(requested()).toBe(1);
	runFrame();
	expect(log).toEqual(["input", "rest"]);
});

test("a cancelled task does not run, even when it is cancelled by the frame under way", () => {
	const { scheduler, log, task, runFrame } = createScheduler();
	const draw = task("draw");
	scheduler.schedule("draw", draw);
	scheduler.schedule("input", () => scheduler.cancel("draw", draw));
	runFrame();
	expect(log).toEqual([]);
});

test("a task that throws does not keep the others from running", () => {
	const { scheduler, log, task, requested, runFrame } = createScheduler();
	scheduler.schedule("input", () => {
		throw new Error("broken tool");
	});
	scheduler.schedule("draw", task("draw"));
	expect(runFrame).toThrow("broken tool");
	expect(log).toEqual(["draw"]);
	scheduler.schedule("draw", task("next"));
	expect(requested()).toBe(1);
});
