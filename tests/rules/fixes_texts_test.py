"""Runs the fixes for texts, scripts, pointers and links that stand where a weight file should."""
import base64
import os

from snippet_case import SnippetCase, fixes, main, read_bytes, sequential, weights_name, write_bytes


class Texts(SnippetCase):
    @fixes("text-file", "Turn base64 back into bytes", needs=())
    def test_base64(self):
        whole = b"\x89HDF\r\n\x1a\n" + b"\0" * 800
        write_bytes("m.h5", base64.encodebytes(whole))
        self.has_defect("m.h5")
        self.fix("m.h5")
        self.assertEqual(whole, read_bytes("restored-m.h5"))

    @fixes("text-file", "Look at the first lines", needs=())
    def test_lines(self):
        write_bytes("m.h5", b"epoch 1\nloss 0.3\n")
        self.has_defect("m.h5")
        self.assertEqual("epoch 1\nloss 0.3", self.fix("m.h5")["printed"].strip())

    @fixes("source-code", "Give the script its own name", needs=())
    def test_script(self):
        write_bytes("s.h5", b"import os\nimport sys\n\n\ndef train(model):\n    return model.fit(x, y)\n")
        self.has_defect("s.h5")
        self.fix("s.h5")
        self.assertEqual(["s.py"], os.listdir("."))

    @fixes("source-code", "Find where it saves its weights", needs=())
    def test_script_with_its_own_name(self):
        write_bytes("mk.py", b"import keras\nimport sys\n\n\ndef train(model):\n    model.save_weights('m.weights.h5')\n")
        self.has_defect("mk.py")
        self.assertIn("6 ", self.fix("mk.py")["printed"])

    @fixes("symlink-text", "Use the target")
    def test_symlink(self):
        model, other = sequential(), sequential()
        target = weights_name("model1000")
        model.save_weights(target)
        write_bytes("m.h5", target.encode())
        self.has_defect("m.h5")
        self.assertIn("True " + target, self.fix("m.h5", params={"target": target}, model=other)["printed"])
        self.same_weights(model, other)

    @fixes("symlink-text", "Check out links as links", needs=(), programs=("git",))
    def test_checkout(self):
        as_one = "git -c user.name=a -c user.email=a@b "
        write_bytes("real.h5", b"weights")
        os.symlink("real.h5", "m.h5")
        self.assertEqual(0, os.system("git init -q . && git add . && " + as_one + "commit -q -m a && git config core.symlinks false && "
                                      "rm m.h5 && git checkout -q -- m.h5"))
        self.assertEqual(b"real.h5", read_bytes("m.h5"))
        self.has_defect("m.h5")
        os.remove("m.h5")
        self.fix("m.h5")
        self.assertEqual(b"weights", read_bytes("m.h5"))

    @fixes("git-lfs-pointer", "In a clone", needs=(), programs=("git", "git-lfs"))
    def test_lfs(self):
        as_one = "git -c user.name=a -c user.email=a@b "
        os.mkdir("origin")
        steps = ("cd origin && git init -q . && git lfs install --local >/dev/null && git lfs track '*.h5' >/dev/null && echo weights > m.h5 && git add . && "
                 + as_one + "commit -q -m a && cd .. && GIT_LFS_SKIP_SMUDGE=1 git clone -q file://$PWD/origin clone")
        self.assertEqual(0, os.system(steps))
        os.chdir("clone")
        self.has_defect("m.h5")
        self.fix("m.h5", env=dict(os.environ, HOME=os.getcwd()))
        self.assertEqual(b"weights\n", read_bytes("m.h5"))

    @fixes("text-file", "Fetch the real file", needs=(), programs=("git", "dvc"))
    def test_dvc(self):
        write_bytes("m.h5", b"weights")
        steps = "git init -q . && dvc init -q && dvc remote add -q -d there ./there && dvc add -q m.h5 && dvc push -q && rm -r m.h5 .dvc/cache"
        self.assertEqual(0, os.system(steps))
        self.has_defect("m.h5.dvc")
        self.fix("m.h5.dvc")
        self.assertEqual(b"weights", read_bytes("m.h5"))

    @fixes("text-file", "Fetch the real file with git-annex", needs=(), programs=("git", "git-annex"))
    def test_annex(self):
        identity = dict(os.environ, HOME=os.getcwd())
        for role in ("AUTHOR", "COMMITTER"):
            identity["GIT_%s_NAME" % role], identity["GIT_%s_EMAIL" % role] = "a", "a@b"
        os.environ.update(identity)
        steps = ("mkdir origin && cd origin && git init -q . && git annex init -q && echo weights > m.h5 && git annex add -q m.h5 && git commit -q -m a && "
                 "cd .. && git clone -q origin clone && cd clone && git annex init -q")
        self.assertEqual(0, os.system(steps))
        os.chdir("clone")
        self.fix("m.h5", env=identity)
        self.assertEqual(b"weights\n", read_bytes("m.h5"))


if __name__ == "__main__":
    main()
