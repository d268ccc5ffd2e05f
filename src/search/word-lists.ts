/** Function words: they help to order entries, but never find one. */
export const LIGHT: ReadonlySet<string> = new Set(
  // Function words.
  (
    'a about after ago all also am among an and any anyone anything are as at be because been ' +
    'before behind being both but by can cannot cant could couldnt unable did do does doing done during each ' +
    'else even ever every everyone everything far few for from had has have having he hence her here his how i ' +
    'if im in into is it its ive just may me might mine most must my neither nor of on one ones onto only or our ' +
    'ours out own per quite rather shall she should since so some somebody someone something still such than ' +
    'that thats the their theirs them then there these they thing things this those though through thru thus ' +
    'to too towards until up upon us very via was we well were what whatever when whenever where whether ' +
    'which while who whom whose why will with within would yes yet you your youre yours ' +
    // Common verbs that go with anything.
    'appear appears became become becomes begin begins came come comes coming gave get gets getting give ' +
    'gives given go goes going got happen happened happening happens keep keeps kept know let lets like ' +
    'made make makes making put puts said say saying says see seem seems seen show showed showing shows ' +
    'ask asked asking asks bring brings brought left look looked looking looks need needs take takes taking took turn turned turns shown tell tells think told took want wanted wants went ' +
    // Politeness and times.
    'always dear goodbye hello hey hi however maybe never now often okay perhaps please pls really ' +
    'regards sir sometimes sorry thank thanks today tomorrow yesterday bye'
  ).split(' '),
);

/** Articles are ignored altogether. */
export const ARTICLES: ReadonlySet<string> = new Set(['the', 'a', 'an']);

/** Words that negate the next one. */
export const NEGATIONS: ReadonlySet<string> = new Set(
  'not isnt arent wasnt werent doesnt didnt dont hasnt havent hadnt wont'.split(' '),
);

/** Modal words that say that something cannot be done. */
export const MODALS: ReadonlySet<string> = new Set('cannot cant couldnt unable'.split(' '));

/** Words that pass a negation on: "could not be obtained" negates "obtained". */
export const CARRIERS: ReadonlySet<string> = new Set(
  'be been being yet fully currently properly'.split(' '),
);

/** Forms of "to be" that pass on a "no": "no gateway is available". */
export const BEING: ReadonlySet<string> = new Set('is are was were be been'.split(' '));

/**
 * Words that surround any error. They count neither for nor against an entry if another word of the
 * query has a meaning.
 */
export const FILLERS: ReadonlySet<string> = new Set(
  (
    'http https rpc grpc error errors err message messages msg problem problems issue issues ' +
    'help mean means meaning fix solve solution statuscode errorcode field fields page screen button warn warning warnings fatal ' +
    'info debug uncaught throw throws thrown threw catch caught raised returned ' +
    'response responded got section question reason desc toast popup alert dialog screenshot'
  ).split(' '),
);

/**
 * Words that are common in everyday talk. In a sentence, one of them alone is no evidence that it is
 * about a message with the same word.
 */
export const EVERYDAY: readonly string[] = (
  'add answer arrive back bad begin big break bring build call case cat change child city close cut dark day different door ' +
  'down each early easy end fall fast few find first follow free friend full fun game good great group hand hang ' +
  'hard head held high hold home hour house idea job key kind large last late learn leave less level light line live ' +
  'long look lose low man many minute month more move name need new next night number off offer old once ' +
  'one open other own part party people person phone picture place play point possible public read real right ' +
  'room run same school send service set short side sit slow small soon sound source speak start stay step ' +
  'stop story street strong sure take talk team thing time try turn two use wait walk water way week window ' +
  'word work world write wrong year young ' +
  // Days off.
  'holiday weekend saturday sunday monday friday vacation easter christmas'
).split(' ');

/** Forms of one word that Porter's rules do not unite; the first represents all. */
export const FORMS: readonly string[] = [
  'verify verification verifications verifier',
  'register registration registrations registry',
  'submit submission submissions submitter',
  'expire expiry expiries',
  'certify certificate certificates certification certifications',
  'subscribe subscription subscriptions',
  'authorize authorise authorised authorisation authorising authorises',
  'withdraw withdrawn withdrew',
  'redeem redemption redemptions',
  'notify notification notifications',
  'identify identification',
  'freeze froze frozen',
  'choose chose chosen',
  'sell sold',
  'buy bought',
  'send sent',
  'pay paid',
  'find found',
  'forget forgot forgotten',
  'bind bound linked linking',
  'enter typed typing',
  'incorrect wrong incorrectly wrongly',
  'invalid illegal',
  'approve passed',
  'debit deduct deducted deduction deductions deducting',
  'obtain retrieve retrieved retrieving',
  'lose lost',
  'break broke broken',
  'steal stole stolen',
  'allow allowance',
  'cancel cancelation cancelations cancellation cancellations',
  'exceed excess excessive',
  'transfer transferal',
  'log logged logging',
  'try tries tried trying',
  'cannot cant',
  'late later',
  'other another others',
  'high higher highest',
  'low lower lowest',
  'large larger largest',
  'small smaller smallest',
  'old older oldest',
  'id ids',
  'ip ips',
  // Spelt-out numbers.
  '2 two',
  '3 three',
  '4 four',
  '5 five',
  '10 ten',
  '24 twentyfour',
  '50 fifty',
];
