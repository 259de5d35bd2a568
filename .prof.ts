import { connect } from './server/kernel/store/open-store.ts';
import { systemActor, withActor } from './server/kernel/access/actor.ts';
import { hashPassword } from './server/kernel/access/secrets.ts';
import { createUser, grantRole } from './server/kernel/access/users.ts';
import { readConfig } from './server/kernel/config.ts';
import { composeApp, depsFor } from './server/main.ts';
const store=connect('postgresql://postgres@127.0.0.1:5432/liannao_prof');
const config=readConfig({}, {requestsPerMinute:1e6,signInsPerMinute:1e6});
const app=await composeApp(depsFor(store,config),config);
const sys=systemActor('b');
await withActor(store.db,sys,async tx=>{try{const id=await createUser(tx,sys,{name:'bench',displayName:'b',passwordHash:await hashPassword('a long enough password'),mustChange:false});await grantRole(tx,sys,{userId:id,role:'bureau',regionCode:'330000'});}catch(e){throw e}}).catch(()=>{});
const s=await app.inject({method:'POST',url:'/api/v1/session',payload:{name:'bench',password:'a long enough password'}});
const [cookie]=s.cookies;
const cases:any=[['first',{}],['eq',{filter:'chain-role = software'}],['range',{filter:'revenue >= 1990000 and revenue < 1999000'}],['three',{filter:'state = active and above-scale = true and chain-role in [part, key-part]',region:'331000'}],['text',{q:'零部件4711'}],['asat',{asAt:'2025-03-31',filter:'chain-role = software'}],['sort',{sort:'-revenue'}],['sortname',{sort:'name'}],['count',{},'/count']];
for(const [n,q,tail] of cases){const ts:number[]=[];for(let i=0;i<6;i++){const t=performance.now();const url=`/api/v1/registers/enterprises/entries${tail??''}?${new URLSearchParams({region:'330000',...q})}`;const a=await app.inject({url,cookies:{[cookie!.name]:cookie!.value}});if(a.statusCode!==200)console.log(a.body);ts.push(performance.now()-t);}ts.shift();ts.sort((a,b)=>a-b);console.log(n,Math.round(ts[2]!),Math.round(ts.at(-1)!));}
await app.close();await store.close();
