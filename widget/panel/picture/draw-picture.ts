type Drawer = (canvas: HTMLCanvasElement | null) => void;

const drawers = new Map<string, Drawer>();

/** What draws the picture at an address of the relay on a canvas; the same one each time, and asked for once a page. */
export function drawerOf(address: string): Drawer {
  const drawer = drawers.get(address) ?? newDrawer(address);
  drawers.set(address, drawer);
  return drawer;
}

function newDrawer(address: string): Drawer {
  const picture = load(address).catch(() => null);
  return (canvas) => void picture.then((found) => found && canvas && draw(found, canvas));
}

/** Null where there is none. */
async function load(address: string): Promise<ImageBitmap | null> {
  const answer = await fetch(address, { credentials: 'omit' });
  return answer.status === 200 ? createImageBitmap(await answer.blob()) : null;
}

function draw(picture: ImageBitmap, canvas: HTMLCanvasElement): void {
  canvas.width = picture.width;
  canvas.height = picture.height;
  canvas.getContext('2d')?.drawImage(picture, 0, 0);
  canvas.hidden = false;
}
