import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

type Form = {
  readonly exceptions: { readonly [verb: string]: string };
  readonly rules: readonly (readonly [pattern: string, replacement: string])[];
};

const folder = new URL('../../config/language/ja/', import.meta.url);
const read = (file: string): Record<string, unknown> =>
  parse(readFileSync(new URL(file, folder), 'utf8')) as Record<string, unknown>;
const forms = read('morphology.yaml').morphology as { readonly [form: string]: Form };
const askedVerbs = read('verbs.yaml').verbs as { readonly [verb: string]: readonly string[] };

/** The form of a verb, null where it has none. */
function bend(verb: string, name: string): string | null {
  const form = forms[name];
  if (form === undefined) throw new Error(`no form ${name}`);
  if (Object.hasOwn(form.exceptions, verb)) return form.exceptions[verb] ?? null;
  const rule = form.rules.find(([pattern]) => new RegExp(pattern, 'u').test(verb));
  return rule === undefined ? null : verb.replace(new RegExp(rule[0], 'u'), rule[1]);
}

/** Verb, て, た, stem, ない, passive, potential, volitional, ば. */
const table = `
探す 探して 探した 探し 探さない 探される 探せる 探そう 探せば
話す 話して 話した 話し 話さない 話される 話せる 話そう 話せば
消す 消して 消した 消し 消さない 消される 消せる 消そう 消せば
返す 返して 返した 返し 返さない 返される 返せる 返そう 返せば
外す 外して 外した 外し 外さない 外される 外せる 外そう 外せば
移す 移して 移した 移し 移さない 移される 移せる 移そう 移せば
出す 出して 出した 出し 出さない 出される 出せる 出そう 出せば
動かす 動かして 動かした 動かし 動かさない 動かされる 動かせる 動かそう 動かせば
取り消す 取り消して 取り消した 取り消し 取り消さない 取り消される 取り消せる 取り消そう 取り消せば
訳す 訳して 訳した 訳し 訳さない 訳される 訳せる 訳そう 訳せば
書く 書いて 書いた 書き 書かない 書かれる 書ける 書こう 書けば
聞く 聞いて 聞いた 聞き 聞かない 聞かれる 聞ける 聞こう 聞けば
開く 開いて 開いた 開き 開かない 開かれる 開ける 開こう 開けば
置く 置いて 置いた 置き 置かない 置かれる 置ける 置こう 置けば
働く 働いて 働いた 働き 働かない 働かれる 働ける 働こう 働けば
行く 行って 行った 行き 行かない 行かれる 行ける 行こう 行けば
いく いって いった いき いかない いかれる いける いこう いけば
持って行く 持って行って 持って行った 持って行き 持って行かない 持って行かれる 持って行ける 持って行こう 持って行けば
急ぐ 急いで 急いだ 急ぎ 急がない 急がれる 急げる 急ごう 急げば
防ぐ 防いで 防いだ 防ぎ 防がない 防がれる 防げる 防ごう 防げば
泳ぐ 泳いで 泳いだ 泳ぎ 泳がない 泳がれる 泳げる 泳ごう 泳げば
頼む 頼んで 頼んだ 頼み 頼まない 頼まれる 頼める 頼もう 頼めば
読む 読んで 読んだ 読み 読まない 読まれる 読める 読もう 読めば
組む 組んで 組んだ 組み 組まない 組まれる 組める 組もう 組めば
申し込む 申し込んで 申し込んだ 申し込み 申し込まない 申し込まれる 申し込める 申し込もう 申し込めば
取り込む 取り込んで 取り込んだ 取り込み 取り込まない 取り込まれる 取り込める 取り込もう 取り込めば
選ぶ 選んで 選んだ 選び 選ばない 選ばれる 選べる 選ぼう 選べば
運ぶ 運んで 運んだ 運び 運ばない 運ばれる 運べる 運ぼう 運べば
呼ぶ 呼んで 呼んだ 呼び 呼ばない 呼ばれる 呼べる 呼ぼう 呼べば
飛ぶ 飛んで 飛んだ 飛び 飛ばない 飛ばれる 飛べる 飛ぼう 飛べば
死ぬ 死んで 死んだ 死に 死なない 死なれる 死ねる 死のう 死ねば
待つ 待って 待った 待ち 待たない 待たれる 待てる 待とう 待てば
持つ 持って 持った 持ち 持たない 持たれる 持てる 持とう 持てば
立つ 立って 立った 立ち 立たない 立たれる 立てる 立とう 立てば
買う 買って 買った 買い 買わない 買われる 買える 買おう 買えば
使う 使って 使った 使い 使わない 使われる 使える 使おう 使えば
払う 払って 払った 払い 払わない 払われる 払える 払おう 払えば
行う 行って 行った 行い 行わない 行われる 行える 行おう 行えば
言う 言って 言った 言い 言わない 言われる 言える 言おう 言えば
雇う 雇って 雇った 雇い 雇わない 雇われる 雇える 雇おう 雇えば
問う 問うて 問うた 問い 問わない 問われる 問える 問おう 問えば
作る 作って 作った 作り 作らない 作られる 作れる 作ろう 作れば
送る 送って 送った 送り 送らない 送られる 送れる 送ろう 送れば
取る 取って 取った 取り 取らない 取られる 取れる 取ろう 取れば
乗る 乗って 乗った 乗り 乗らない 乗られる 乗れる 乗ろう 乗れば
断る 断って 断った 断り 断らない 断られる 断れる 断ろう 断れば
見積もる 見積もって 見積もった 見積もり 見積もらない 見積もられる 見積もれる 見積もろう 見積もれば
入る 入って 入った 入り 入らない 入られる 入れる 入ろう 入れば
帰る 帰って 帰った 帰り 帰らない 帰られる 帰れる 帰ろう 帰れば
切る 切って 切った 切り 切らない 切られる 切れる 切ろう 切れば
知る 知って 知った 知り 知らない 知られる 知れる 知ろう 知れば
走る 走って 走った 走り 走らない 走られる 走れる 走ろう 走れば
減る 減って 減った 減り 減らない 減られる 減れる 減ろう 減れば
要る 要って 要った 要り 要らない 要られる 要れる 要ろう 要れば
滑る 滑って 滑った 滑り 滑らない 滑られる 滑れる 滑ろう 滑れば
限る 限って 限った 限り 限らない 限られる 限れる 限ろう 限れば
締め切る 締め切って 締め切った 締め切り 締め切らない 締め切られる 締め切れる 締め切ろう 締め切れば
混じる 混じって 混じった 混じり 混じらない 混じられる 混じれる 混じろう 混じれば
しゃべる しゃべって しゃべった しゃべり しゃべらない しゃべられる しゃべれる しゃべろう しゃべれば
かかる かかって かかった かかり かからない かかられる かかれる かかろう かかれば
見る 見て 見た 見 見ない 見られる 見られる 見よう 見れば
着る 着て 着た 着 着ない 着られる 着られる 着よう 着れば
寝る 寝て 寝た 寝 寝ない 寝られる 寝られる 寝よう 寝れば
出る 出て 出た 出 出ない 出られる 出られる 出よう 出れば
いる いて いた い いない いられる いられる いよう いれば
調べる 調べて 調べた 調べ 調べない 調べられる 調べられる 調べよう 調べれば
見つける 見つけて 見つけた 見つけ 見つけない 見つけられる 見つけられる 見つけよう 見つければ
教える 教えて 教えた 教え 教えない 教えられる 教えられる 教えよう 教えれば
見せる 見せて 見せた 見せ 見せない 見せられる 見せられる 見せよう 見せれば
決める 決めて 決めた 決め 決めない 決められる 決められる 決めよう 決めれば
変える 変えて 変えた 変え 変えない 変えられる 変えられる 変えよう 変えれば
乗り換える 乗り換えて 乗り換えた 乗り換え 乗り換えない 乗り換えられる 乗り換えられる 乗り換えよう 乗り換えれば
比べる 比べて 比べた 比べ 比べない 比べられる 比べられる 比べよう 比べれば
食べる 食べて 食べた 食べ 食べない 食べられる 食べられる 食べよう 食べれば
入れる 入れて 入れた 入れ 入れない 入れられる 入れられる 入れよう 入れれば
伝える 伝えて 伝えた 伝え 伝えない 伝えられる 伝えられる 伝えよう 伝えれば
借りる 借りて 借りた 借り 借りない 借りられる 借りられる 借りよう 借りれば
降りる 降りて 降りた 降り 降りない 降りられる 降りられる 降りよう 降りれば
閉じる 閉じて 閉じた 閉じ 閉じない 閉じられる 閉じられる 閉じよう 閉じれば
信じる 信じて 信じた 信じ 信じない 信じられる 信じられる 信じよう 信じれば
起きる 起きて 起きた 起き 起きない 起きられる 起きられる 起きよう 起きれば
延ばす 延ばして 延ばした 延ばし 延ばさない 延ばされる 延ばせる 延ばそう 延ばせば
割り当てる 割り当てて 割り当てた 割り当て 割り当てない 割り当てられる 割り当てられる 割り当てよう 割り当てれば
検索する 検索して 検索した 検索し 検索しない 検索される 検索できる 検索しよう 検索すれば
予約する 予約して 予約した 予約し 予約しない 予約される 予約できる 予約しよう 予約すれば
キャンセルする キャンセルして キャンセルした キャンセルし キャンセルしない キャンセルされる キャンセルできる キャンセルしよう キャンセルすれば
有効にする 有効にして 有効にした 有効にし 有効にしない 有効にされる 有効にできる 有効にしよう 有効にすれば
する して した し しない される できる しよう すれば
来る 来て 来た 来 来ない 来られる 来られる 来よう 来れば
くる きて きた き こない こられる こられる こよう くれば
持ってくる 持ってきて 持ってきた 持ってき 持ってこない 持ってこられる 持ってこられる 持ってこよう 持ってくれば
`
  .trim()
  .split('\n')
  .map((line) => line.split(' '));

describe('the conjugation of Japanese verbs', () => {
  it('is shown by at least 80 verbs', () => {
    expect(table.length).toBeGreaterThanOrEqual(80);
  });

  for (const [verb = '', te, ta, stem, nai, passive, potential = '', volitional, ba] of table) {
    it(`bends ${verb}`, () => {
      const can = potential.slice(0, -1);
      expect({
        verb,
        ...Object.fromEntries(Object.keys(forms).map((name) => [name, bend(verb, name)])),
      }).toEqual({
        verb,
        te,
        ta,
        tara: `${ta}ら`,
        te_iru: `${te}いる`,
        te_imasu: `${te}います`,
        masu_stem: stem,
        masu: `${stem}ます`,
        mashita: `${stem}ました`,
        masen: `${stem}ません`,
        masen_deshita: `${stem}ませんでした`,
        mashou: `${stem}ましょう`,
        tai: `${stem}たい`,
        nai,
        passive,
        potential,
        potential_masu: `${can}ます`,
        potential_masen: `${can}ません`,
        potential_nai: `${can}ない`,
        volitional,
        ba,
        noun: nounOf(verb),
      });
    });
  }

  it('knows the verbs with forms of their own', () => {
    expect(bend('ある', 'nai')).toBe('ない');
    expect(bend('分かる', 'potential_masu')).toBe('分かります');
    expect(bend('いらっしゃる', 'masu')).toBe('いらっしゃいます');
    expect(bend('くださる', 'masu_stem')).toBe('ください');
  });

  it('has every form of every verb that a user may ask with', () => {
    for (const verb of Object.values(askedVerbs).flat()) {
      for (const name of Object.keys(forms)) {
        const bent = bend(verb, name);
        if (name !== 'noun') expect(bent, `${verb} ${name}`).not.toBeNull();
        expect(bent, `${verb} ${name}`).not.toBe(verb);
      }
    }
  });
});

/** 検索 of 検索する; する behind a particle has no noun (一覧にする). */
function nounOf(verb: string): string | null {
  if (verb === '有効にする') return '有効化';
  return verb.endsWith('する') && verb !== 'する' ? verb.slice(0, -2) : null;
}
