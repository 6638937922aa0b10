"""The three sentences of the verdict, read by someone who is stuck: what they must say, and what they must never say, on named files."""
import os
import pathlib
import re
import sys
import tempfile
import unittest
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'corpus'))
import check_corpus  # noqa: E402

CORPUS = check_corpus.unpack.unpacked()

# file, the sentence, what it must match, what it must not match ('' for nothing)
CARDS = [
    # A save that stopped at the second of two arrays with one name: the layer has half of its weights, which is not "loaded".
    ('tf2.6/C04_dup_names.h5', 'headline', r'partly empty: dup has only part of its weights', 'This file is loaded'),
    ('tf2.6/C04_dup_names.h5', 'why', r'dup/w:0', ''),
    ('keras3.6.0/C04_dup_names_whole.h5', 'headline', r'partly empty: dup has only part of its weights', 'This file is loaded'),
    ('keras-2.2.4_tf-1.13.2/c07_duplicate_weight_names.h5', 'headline', r'last has no weights and dup only part of them; the other layer', ''),
    ('tfkeras-2.3.4/c07_duplicate_weight_names.h5', 'headline', r'first and last have no weights and dup only part of them', ''),
    ('keras-2.2.4_tf-1.13.2/b09_cudnngru.h5', 'next', r'Save again', r'layers before it'),
    # Sizes that read the same when rounded.
    ('derived/v3_trunc_minus1.weights.h5', 'why', r'should have ([\d,]+) bytes, and (?!\1 )[\d,]+ bytes are there', r'KB'),
    ('derived/v3_trunc50.weights.h5', 'why', r'21\.9 KB, and 11 KB are there \(50 %\)', ''),
    # What is intact can be had, whatever became of the rest.
    ('derived/v3_trunc99.weights.h5', 'next', r'taken out', ''),
    ('derived/v3_trunc10.weights.h5', 'next', r'Fetch the file again', r'taken out'),
    ('keras3.15.1/C05_zip_zipkill.keras', 'next', r'taken out', ''),
    ('keras-1.2.2_theano-1.0.5/c07_duplicate_weight_names.h5', 'why', r'not in the file: w of dup', ''),
    # A class that is only guessed from a name is no proof.
    ('tf2.6/A10_sub_one_layer_unreached.h5', 'headline', r'seems partly empty: dense_2 has no weights', ''),
    ('tf2.15/A06_seq_unbuilt_first_layer_called_by_hand.weights.h5', 'headline', r'seems partly empty: dense_1', ''),
    # How it came about, where that is known, stands in the first sentence.
    ('tf2.15/C05_v3_kill_14.weights.h5', 'headline', r'the program died while it was saving: nothing in it can be read', ''),
    ('derived/v3_crlf.weights.h5', 'headline', r'took it for text', ''),
    # Only what is really lost is called so.
    ('tf2.15/A15_model_add_weight_unbuilt.weights.h5', 'next', r"model's own variables", r'nothing to recover'),
    ('tf2.15/A05_seq_unbuilt_model.keras', 'next', r'nothing to recover', ''),
    ('tf2.15/A06_seq_unbuilt_first_layer_called_by_hand_model.keras', 'next', r'Run the model', r'nothing to recover'),
    # A finding about values adds to the card that stood there before; it takes nothing back.
    ('tf2.6/A01_seed1_before_call.h5', 'headline', r'^This file is loaded: both layers that need weights have them, 204 parameters\.$', ''),
    ('tf2.15/D11_trained_lr0.weights.h5', 'why', r'TensorFlow 2\.1.*never trained.*counted 4 steps', ''),
    ('tf2.15/D11_trained_lr0.weights.h5', 'next', r'model\.load_weights\("D11_trained_lr0\.weights\.h5"\).*trained', ''),
    ('tf2.6/A01_seed1_before_call.h5', 'why', r'tf\.keras of TensorFlow 2\.6', r'never trained'),  # saved before training, on purpose perhaps: a note
    # An error in a file with all its weights is named in the first sentence.
    ('keras-1.2.2_theano-1.0.5/d03_trained_to_nan.h5', 'headline', r'loaded, but .*NaN.*both layers', r'not in order'),
    ('tf2.15/C02_m.weights.h5', 'headline', r'loaded, but .*name.*both layers', r'not in order'),
    ('derived/zip_subfolder.keras', 'headline', r'one folder too deep: both layers', r'not in order'),
    # Numbers are for reading.
    ('tf2.15/D08_huge_values.h5', 'why', r'1e\+30', r'1\.0000'),
    # Nothing is said about arrays where there are none.
    ('keras-0.3.3_theano-0.9.0/a12_only_weightless.h5', 'next', r'Nothing to do', r'arrays'),
    ('keras-0.3.3_theano-0.9.0/a17_no_layers.h5', 'why', r'saw no layers', r'0 arrays'),
    ('keras-0.3.3_theano-0.9.0/a17_graph_no_layers.h5', 'headline', r'lists no layers', r'graph'),
    # A foreign file is described by what is in it.
    ('derived/foreign_torchlike.h5', 'why', r'state_dict', r"another program's data"),
    # The name that Keras wants, where the bytes tell it.
    ('tf2.6/C01_w.ckpt.index', 'next', r'model\.load_weights\("C01_w\.ckpt"\)', ''),
    ('tf2.6/A11_custom_numpy.h5', 'why', r'^custom_dense may need no weights', r'^It may'),
    ('keras-2.2.4_tf-1.13.2/c17_disk_full.h5', 'headline', r'1 of 4 tensors is intact', ''),
    ('derived/v3_7bit.weights.h5', 'next', r'undo', ''),
]


class Cards(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        files = sorted({file for file, *_ in CARDS})
        cls.reports = check_corpus.judge(check_corpus.default_command(), CORPUS, files)

    def test_what_the_cards_say(self):
        for file, sentence, wanted, unwanted in CARDS:
            with self.subTest(file, sentence=sentence):
                text = self.reports[file]['verdict'][sentence]
                self.assertRegex(text, wanted)
                if unwanted:
                    self.assertNotRegex(text, unwanted)

    def test_state_and_cause_agree_where_a_layer_is_half_there(self):
        for file in ('tf2.6/C04_dup_names.h5', 'keras3.6.0/C04_dup_names_whole.h5'):
            report = self.reports[file]
            with self.subTest(file):
                self.assertEqual(report['verdict']['state'], 'partly-empty')
                self.assertEqual({layer['name']: layer['state'] for layer in report['layers']},
                                 {'dense': 'filled', 'dup': 'missing', 'dense_1': 'filled'})
                self.assertEqual(report['totals']['layers_lacking_weights'], 1)


class Fixes(unittest.TestCase):
    def test_no_fix_opens_an_archive_as_hdf5(self):
        fixture = 'keras3.6.0/A16_compiled_fit_model.keras'
        report = check_corpus.judge(check_corpus.default_command(), CORPUS, [fixture])[fixture]
        finding = next(finding for finding in report['findings'] if finding['id'] == 'optimizer-included')
        self.assertTrue(finding['fixes'])
        for fix in finding['fixes']:
            self.assertNotIn('h5py.File', fix['code'], fix['title'])


class LooseFiles(unittest.TestCase):
    """An unzipped .keras whose three files were dropped without their folder."""

    def test_they_have_a_name_that_says_what_they_are(self):
        with tempfile.TemporaryDirectory() as folder:
            with zipfile.ZipFile(CORPUS / 'keras3.6.0/C02_m.keras') as archive:
                archive.extractall(folder)
            before = os.getcwd()
            os.chdir(folder)
            try:
                names = ['config.json', 'metadata.json', 'model.weights.h5']
                result, _ = check_corpus.run_command(check_corpus.default_command(), names)
            finally:
                os.chdir(before)
        report = check_corpus.read_report(result.stdout)
        self.assertEqual(report['file']['name'], 'unzipped .keras')
        self.assertEqual(report['verdict']['state'], 'filled')
        self.assertRegex(report['verdict']['next'], r'one folder')
        self.assertNotIn('"."', report['verdict']['next'])


class NotRun(unittest.TestCase):
    """What was not checked is listed where it could have said something, in one line for each reason."""

    def report(self, fixture, *options):
        return check_corpus.read_report(check_corpus.run_command(check_corpus.default_command(), [CORPUS / fixture], *options)[1][0])

    def test_no_values_no_talk_of_values(self):
        for fixture in ('tf2.15/A05_seq_unbuilt_model.keras', 'derived/html.weights.h5', 'keras3.6.0/A14_weightless.weights.h5',
                        'derived/foreign_pandas.h5', 'derived/foreign_emptyh5.h5'):
            with self.subTest(fixture):
                self.assertEqual(self.report(fixture, '--values', 'none')['not_run'], [])

    def test_values_that_were_not_read_are_said(self):
        skipped = self.report('tf2.6/A01_seed1_before_call.h5', '--values', 'none')['not_run']
        self.assertIn('never-trained', [rule['id'] for rule in skipped])
        self.assertEqual(self.report('tf2.6/A01_seed1_before_call.h5')['not_run'], [])

    def text(self, fixture, *options):
        command = [check_corpus.default_command(), '--fail-on', 'never', *options, '--', str(CORPUS / fixture)]
        return check_corpus.subprocess.run(command, capture_output=True, text=True, check=True).stdout

    def test_fixes_that_are_not_shown_are_named(self):
        # The card of a cut file speaks of one that is shown below.
        text = ' '.join(self.text('derived/v3_trunc99.weights.h5').split())
        self.assertIn('Save what can still be read', text)

    def test_the_text_has_one_entry_for_each_reason(self):
        text = self.text('tf2.6/A01_seed1_before_call.h5', '--values', 'none')
        self.assertEqual(len(re.findall(r'not checked', text, re.I)), 1, text)
        self.assertIn('never-trained', text)
        damaged = self.text('tf2.15/C05_v3_kill_14.weights.h5')
        self.assertEqual(len(re.findall(r'not checked', damaged, re.I)), 1, damaged)
        self.assertLess(len(damaged.splitlines()), 40)


if __name__ == '__main__':
    unittest.main()
