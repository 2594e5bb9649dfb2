import sys,time,traceback
sys.path[:0]=['scripts','tests/book']
import importlib,glob,os
from book_sources import ROOT
from book_formulas import formulas
from formulas.registry import READINGS
from formulas import reading as R
for p in sorted(glob.glob('tests/book/formulas/readings_*.py')):
    importlib.import_module('formulas.'+os.path.basename(p)[:-3])
F=formulas(ROOT)
only=sys.argv[1:]
n=0
for label,r in READINGS.items():
    if only and not any(o in label for o in only): continue
    t=time.time()
    try:
        given=R.instances(r)
        f=F[label]
        page=R.parsed(r,f,given)
        R.holds(r,page,given)
        n+=1
    except R.Mismatch as e: print('X',e)
    except Exception as e: print('!!',label); traceback.print_exc(limit=-4)
    if time.time()-t>.05: print('slow',label,time.time()-t)
print(n,'of',len(READINGS))
from formulas.mutants import mutants
import numpy as np
t=time.time(); total=alive=0
for label,r in READINGS.items():
    if only and not any(o in label for o in only): continue
    try:
        given=R.instances(r); f=F[label]; page=R.parsed(r,f,given); R.holds(r,page,given)
    except Exception: continue
    for i,p in enumerate(page):
        for what,tree in mutants(p.tree):
            total+=1
            try:
                R.holds(r,[*page[:i],p._replace(tree=tree),*page[i+1:]],given)
            except R.Mismatch: continue
            except Exception as e: print('!!', label, what, repr(e)); continue
            if what not in r.same and f'{i+1}: {what}' not in r.same:
                alive+=1; print('ALIVE',label,'|',f'{i+1}: {what}')
print(total,alive,time.time()-t)
