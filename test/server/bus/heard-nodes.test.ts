import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { NodeId } from '../../../server/bus/index.ts';
import { createHeardNodes } from '../../../server/bus/redis/heard-nodes.ts';
import { newOperator } from '../../helpers/bus-nodes.ts';

const newNode = () => randomUUID() as NodeId; // random, which is what the brand stands for

test('tells by a beacon who came and who went, and nothing by one that is no news', () => {
  const others = createHeardNodes();
  const [node, stays, goes, comes] = [newNode(), newOperator(), newOperator(), newOperator()];
  expect(others.heard(node, [stays, goes])).toEqual([stays, goes]);
  expect(others.heard(node, [goes, stays])).toEqual([]);
  expect(others.heard(node, [stays, comes])).toEqual([comes, goes]);
  expect(others.nodesOf(stays)).toEqual([node]);
  expect(others.nodesOf(goes)).toEqual([]);
});

test('keeps a node whose beacons are lost four times, and forgets it at the fifth', () => {
  const others = createHeardNodes();
  const [node, operator] = [newNode(), newOperator()];
  for (let time = 0; time < 3; time += 1) {
    others.heard(node, [operator]);
    for (let lost = 0; lost < 4; lost += 1) expect(others.roundPassed()).toEqual([]);
    expect(others.nodesOf(operator)).toEqual([node]);
  }
  expect(others.roundPassed()).toEqual([operator]);
  expect(others.has(node)).toBe(false);
});

test('forgets nobody while no round passes, however long that is', () => {
  const others = createHeardNodes();
  const node = newNode();
  others.heard(node, []);
  expect(others.nodes()).toEqual([node]);
});

test('gives nodes ten rounds more to be heard again after it was deaf itself', () => {
  const others = createHeardNodes();
  const node = newNode();
  others.heard(node, []);
  others.wasDeaf();
  for (let round = 0; round < 14; round += 1) others.roundPassed();
  expect(others.nodes()).toEqual([node]);
  others.roundPassed();
  expect(others.nodes()).toEqual([]);
});

test('takes the people of a node that leaves along, and none of another', () => {
  const others = createHeardNodes();
  const [leaves, stays, operator] = [newNode(), newNode(), newOperator()];
  others.heard(leaves, [operator]);
  others.heard(stays, [operator]);
  expect(others.left(leaves)).toEqual([operator]);
  expect(others.nodesOf(operator)).toEqual([stays]);
  expect(others.left(leaves)).toEqual([]);
});
