/** Words that carry grammar rather than meaning: they help to tell entries apart, never to find one. */
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
    // Verbs and turns that go with any of them.
    'appear appears became become becomes begin begins came come comes coming gave get gets getting give ' +
    'gives given go goes going got happen happened happening happens keep keeps kept know let lets like ' +
    'made make makes making put puts said say saying says see seem seems seen show showed showing shows ' +
    'ask asked asking asks bring brings brought left look looked looking looks need needs take takes taking took turn turned turns shown tell tells think told took want wanted wants went ' +
    // Politeness, and when something was.
    'always dear goodbye hello hey hi however maybe never now often okay perhaps please pls really ' +
    'regards sir sometimes sorry thank thanks today tomorrow yesterday bye'
  ).split(' '),
);

/** Articles say nothing at all and only stand between words that belong together. */
export const ARTICLES: ReadonlySet<string> = new Set(['the', 'a', 'an']);

/** What makes the next word its opposite. */
export const NEGATIONS: ReadonlySet<string> = new Set(
  'not isnt arent wasnt werent doesnt didnt dont hasnt havent hadnt wont'.split(' '),
);

/** Words of grammar that ask for something that cannot be done. */
export const MODALS: ReadonlySet<string> = new Set('cannot cant couldnt unable'.split(' '));

/** Words that "not" goes past: "could not be obtained" is the opposite of "obtained". */
export const CARRIERS: ReadonlySet<string> = new Set(
  'be been being yet fully currently properly'.split(' '),
);

/** Words between what there is none of and what it would be: "no gateway is available". */
export const BEING: ReadonlySet<string> = new Set('is are was were be been'.split(' '));

/**
 * Words that people and programs put around any error: they count neither for an entry nor against
 * it once another word of the query has a meaning.
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
 * Words that any talk is full of: in a sentence, one of them alone is no sign that it is about a
 * message that has it, too.
 */
export const EVERYDAY: readonly string[] = (
  'add answer arrive back bad begin big break bring build call case cat change child city close cut dark day different door ' +
  'down each early easy end fall fast few find first follow free friend full fun game good great group hand hang ' +
  'hard head held high hold home hour house idea job key kind large last late learn leave less level light line live ' +
  'long look lose low man many minute month more move name need new next night number off offer old once ' +
  'one open other own part party people person phone picture place play point possible public read real right ' +
  'room run same school send service set short side sit slow small soon sound source speak start stay step ' +
  'stop story street strong sure take talk team thing time try turn two use wait walk water way week window ' +
  'word work world write wrong year young'
).split(' ');

/** Forms of one word that Porter's rules do not bring together; the first stands for all. */
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
  'late later',
  'high higher highest',
  'low lower lowest',
  'large larger largest',
  'small smaller smallest',
  'old older oldest',
  'id ids',
  'ip ips',
  // Numbers in words.
  '2 two',
  '3 three',
  '4 four',
  '5 five',
  '10 ten',
  '24 twentyfour',
  '50 fifty',
];
