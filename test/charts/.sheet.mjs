import sharp from "sharp";
const [out, ...names] = process.argv.slice(2);
const w=840, gap=16; const ims=[]; 
for(const n of names){const b=await sharp(`/tmp/gallery/${n}.png`).resize(w).png().toBuffer();ims.push({b,h:(await sharp(b).metadata()).height})}
const rows=Math.ceil(ims.length/2);let y=0;const comp=[];
for(let r=0;r<rows;r++){const pair=ims.slice(r*2,r*2+2);pair.forEach((p,i)=>comp.push({input:p.b,left:i*(w+gap),top:y}));y+=Math.max(...pair.map(p=>p.h))+gap}
await sharp({create:{width:w*2+gap,height:y,channels:3,background:"#888"}}).composite(comp).png().toFile(out);
