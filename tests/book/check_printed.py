import sys,time,traceback,importlib,glob,os
sys.path[:0]=['scripts','tests/book']
from book_sources import ROOT
from printed import numbers as N
for p in sorted(glob.glob('tests/book/printed/corrections_*.py')): importlib.import_module('printed.'+os.path.basename(p)[:-3])
E=N.entries(ROOT/'book'/'corrections.md')
for l,e in E.items():
    if l not in N.PRINTS: print('NONE',l,N.left(e,())); continue
    t=time.time()
    try:
        v=list(N.PRINTS[l]())
        for c in N.wrong(l,e,v): print('X',c)
        print(l,N.left(e,v))
    except Exception: print('!!',l); traceback.print_exc(limit=-3)
    if time.time()-t>.1: print('slow',l,time.time()-t)
