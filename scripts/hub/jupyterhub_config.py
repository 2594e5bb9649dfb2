"""A JupyterHub for a trial on this machine: anybody with the password is let in, and all run as one user of the system.

two_users.py starts it. A hub for a class takes from here the folder and the page that a user's server opens.
"""

import os
import sys
from pathlib import Path

folder = Path(os.environ["TRIAL_FOLDER"])
programs = Path(sys.executable).parent

c = get_config()  # noqa: F821
c.JupyterHub.bind_url = os.environ["TRIAL_ADDRESS"]
c.JupyterHub.hub_port = int(os.environ["TRIAL_HUB_PORT"])
c.JupyterHub.db_url = f"sqlite:///{folder / 'hub.sqlite'}"
c.JupyterHub.cookie_secret_file = str(folder / "cookie-secret")
c.ConfigurableHTTPProxy.command = [str(programs / "configurable-http-proxy")]
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{os.environ['TRIAL_PROXY_PORT']}"
c.ConfigurableHTTPProxy.pid_file = str(folder / "proxy.pid")

c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allow_all = True

c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = str(folder / "homes" / "{username}")
c.Spawner.cmd = [str(programs / "jupyterhub-singleuser")]
c.Spawner.args = ["--allow-root"] if os.geteuid() == 0 else []
c.Spawner.default_url = "/lab/tree/book/01-gradient-descent.ipynb"
c.Spawner.start_timeout = 120
c.Spawner.http_timeout = 120
c.Spawner.environment = {"JUPYTER_PREFER_ENV_PATH": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}

c.JupyterHub.services = [{"name": "teacher", "api_token": os.environ["TRIAL_TOKEN"]}]
c.JupyterHub.load_roles = [
    {"name": "teacher", "services": ["teacher"], "scopes": ["admin:users", "admin:servers", "access:servers"]}
]
