/**
 * What planted defects say. Written apart from the words that the offline judge looks for, so that finding them proves
 * something; a defect of words is planted only in languages that are listed.
 */
export type DefectWords = {
  readonly success: readonly string[];
  readonly failure: readonly string[];
  /** Goes on as if nothing had happened. */
  readonly passingOver: readonly string[];
  /** Says that something was done and tells nothing of it. */
  readonly contentless: readonly string[];
  readonly names: readonly string[];
  /** `{label}`: what is asked for. */
  readonly askKnown: readonly string[];
  /** `{value}`: what was said before. */
  readonly sayAgain: readonly string[];
  /** `{id}`. */
  readonly dictate: readonly string[];
  /** `{name}`: name of a parameter. */
  readonly leak: readonly string[];
  readonly robotic: readonly string[];
  readonly placeholders: readonly string[];
  readonly questions: readonly string[];
  readonly rambling: readonly string[];
  /** Sentences in another language. */
  readonly foreign: readonly string[];
};

export const defectWords: { readonly [locale: string]: DefectWords } = {
  en: {
    success: [
      "That's taken care of, and you need do nothing more.",
      'It all worked out; you can count on it now.',
      "Everything has been arranged as you wanted, so you're good to go.",
      'That is settled, with nothing left for you to do.',
    ],
    failure: [
      "I'm afraid the search came to nothing.",
      'There was no way to get hold of this information, regrettably.',
      'The service gave me an empty page, so I have to pass on this one.',
      'That did not work out; the request was turned down.',
    ],
    passingOver: [
      'I hope you enjoy the rest of your day.',
      'It was a pleasure to assist with this.',
      'Enjoy, and come back whenever you like.',
    ],
    contentless: [
      'I have gone through all of it for you.',
      'Your question has been looked into with care.',
      'I took a good look at what you wanted to know.',
      'Those details are on my screen now.',
    ],
    names: [
      'Quillon Harbour',
      'Bexley Tamarind',
      'Osgood Whistlewick',
      'Marlow Penhaligon',
      'Thistle Gantry',
      'Verena Okonjo',
      'Cobalt Fennimore',
      'Dashiell Krum',
    ],
    askKnown: [
      'And what should I take as the {label}?',
      'Could you tell me the {label} first?',
      'Which {label} is it going to be?',
    ],
    sayAgain: ['{value}.', '{value}, like I wrote.', "It's {value}, same as above."],
    dictate: ['The record behind it is {id}.', "It's {id} by the way.", 'Take {id} for that.'],
    leak: [
      'The {name} is what I care about most.',
      'Mind the {name} while you are at it.',
      "I'm a bit unsure about {name}.",
    ],
    robotic: [
      'Query accepted. Output follows.',
      'Affirmative. Initiating retrieval sequence.',
      'User request acknowledged and queued for execution.',
      'Task status: finished. Return code zero.',
      'Processing input. Result set generated.',
    ],
    placeholders: ['[your name]', '<<VALUE>>', '{{city}}', '____', '%s', 'XXX', '{item}', '[insert details]'],
    questions: [
      'Do you travel alone?',
      'Is there a budget?',
      'How soon does it have to be?',
      'Have you done this before?',
      'Should I look elsewhere too?',
      'Who else is involved?',
    ],
    rambling: [
      'There is a lot that could be added to this, and much of it depends on how one looks at the matter.',
      'Some people see it one way while others would rather see it another way, which is only natural.',
      'In general it helps to think about these things calmly and to give them the time that they deserve.',
      'Of course every situation has its own story, and no two of them ever turn out to be quite alike.',
      'It may be good to keep in mind that circumstances change and that plans often change with them.',
      'When all is said and done, what counts is that one feels comfortable with the choices one makes.',
      'From a wider point of view the subject touches on many others that are just as worthy of attention.',
      'Needless to say, there are as many opinions on this as there are people who have thought about it.',
      'Looking back, it is often the small things that turn out to have mattered more than anyone expected.',
      'That being said, a careful approach has rarely done any harm, and patience tends to be rewarded.',
    ],
    foreign: [
      'Ich habe das für Sie nachgesehen und alles gefunden, was Sie wissen wollten.',
      'He revisado todo lo que me pediste y aquí tienes la información que encontré.',
      "J'ai vérifié tout ce que vous vouliez savoir et voici ce que j'ai trouvé.",
      'ご依頼の件についてお調べしましたので、ご確認をお願いいたします。',
    ],
  },
  ja: {
    success: [
      '無事に済みましたので、ご安心ください。',
      'すべて整いましたので、あとはお待ちいただくだけです。',
      'ご希望どおりに片付きました。',
    ],
    failure: [
      '調べてみましたが、何も得られませんでした。',
      '手がかりがつかめず、お役に立てませんでした。',
      'うまくいかず、情報を取り出せませんでした。',
    ],
    passingOver: ['それでは、よい一日をお過ごしください。', 'お手伝いできてうれしいです。'],
    contentless: [
      'ご依頼の件は一通り拝見しました。',
      'お尋ねの内容をじっくり確認しておきました。',
      '詳しいところまで目を通しました。',
    ],
    names: ['花岡梢堂', '霧ヶ浜倶楽部', '三日月屋敷', '鷲尾蓮太郎', '琥珀亭', '緑風舎'],
    askKnown: ['{label}は何にいたしましょうか？', '先に{label}を伺えますか？'],
    sayAgain: ['{value}です。', 'さっき書いたとおり、{value}です。'],
    dictate: ['番号は{id}です。', 'ちなみに{id}のことです。'],
    leak: ['{name}が気になっています。', '{name}もよく見てください。'],
    robotic: [
      '入力を受理。出力は以下。',
      '要求を認識。実行シーケンスを開始。',
      'ステータス：終了。戻り値：ゼロ。',
    ],
    placeholders: ['【お名前】', '○○', '{{city}}', '____', '%s', '＜未定＞'],
    questions: [
      'お一人ですか？',
      'ご予算はありますか？',
      'いつまでに必要ですか？',
      '初めてですか？',
      'ほかの所も見ますか？',
      'どなたとご一緒ですか？',
    ],
    rambling: [
      'この件についてはいろいろな見方があり、どこから眺めるかによって印象も大きく変わってくるものです。',
      '人によって考え方はさまざまですから、どれが正しいと一概に言うことはなかなか難しいところです。',
      '何ごとも落ち着いて考え、ふさわしい時間をかけることが大切だと昔からよく言われています。',
      'もちろん状況にはそれぞれの事情があり、まったく同じになることはまずないと言ってよいでしょう。',
      '周りの環境は移り変わるもので、それにつれて予定も変わることが多いと心得ておくとよいかもしれません。',
      '結局のところ、自分で選んだことに納得できるかどうかが一番大事なのではないかと思われます。',
      '広い目で見れば、この話題はほかの多くの話題ともつながっており、どれも同じように興味深いものです。',
      '振り返ってみると、小さなことのほうが思いのほか大きな意味を持っていたということもよくあります。',
      'とはいえ、慎重に進めて損をしたという話はあまり聞きませんし、待てば報われることも多いものです。',
    ],
    foreign: [
      'I went through all of it and this is what you wanted to know.',
      'Here is everything that came up for your request.',
      'Ich habe das für Sie nachgesehen und alles gefunden.',
    ],
  },
};
