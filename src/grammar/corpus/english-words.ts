/** English words of everyday language besides `common-words.ts`: none is a name, narrows a question or orders a change. */
export const everydayEnglish = `
among amongst via per plus lately often nowadays guys yr mth qtr wk hrs mins among
accelerate acceptable accidentally accomplish accomplished account accountable accurately ache achieve achieved
achieving adapt adding adds adequate adjusted admit adopt advance advanced advantage advise afaik afford afraid
afterward age ago agreed aiming alarming alike alive allocate allow allowed allows alrighty alternative amazing
ambitious analyse analysed analysing analyze analyzed analyzing annual annually anticipate anticipated anxious
anyone's apologies apologise apparent appeal appealing appears appetite apples-to-apples applied apply applying
appreciate appreciated approach approaching appropriate arrange arrived arriving articulate asleep aspect assess
assessment assist associated assumed assuming assumption assumptions asymmetry atm attach attached attempt
attending attract attracted attracting attractive automatically average averaged averages avoid avoiding await
awake awesome awkward backed background backwards balance balanced ballpark barely bargain baseline basics bc
beat beaten beating beats beginnings behaved behavior behaviour believes bend beneath beneficial benefit
benefits bets biggies bimonthly bits biweekly bleed bleeding blew blimey bloody bloom blow blowing blown
blown-up bode book booked booking boom booming boost boosted boss's bothered bottleneck bottlenecks bottom
bought bounce bounced brain breaks breathe brilliant brings bro broader broadly brutal bucket buckets budge
build-up builds bullet bullets bump bumped bumper bumpy burn burning buys calendar calling calm cannot capable
capture captured captures careful carefully cares carrying cash catching caught ceiling center ceo ceo's cfo
cfo's chair challenge challenges challenging champion champions charts chase chased chasing cheapest cheat-sheet
cheatsheet cheerio cheers chief choice choices choosing churned circle circumstances claimed clarify classic
cleaned cleaner cleanest cleanup clicking climb climbed climbing closed closely closes clue clueless cmo
co-workers coach coaching coast collapse collapsed collapsing colour column columns combine comfort comfortable
comfy comings commit committed committee comparable comparing comparisons compete competing complaint
complicated comprehensive compute conclusion concrete conference confidence confident confirmed confusing
congrats connected connection conscious consequence considerable considered considers consistent consistently
constant constantly consumed consumption contained contains continued continues continuing contrast contribute
contributed contributes contributing contribution contributions contributor contributors convenience convenient
convert converted converting converts convince convinced coo cooled cooling cope correction costing costly
could've counts coverage covering covers coz crap crash crashed crashing crazy creating credible creep crisis
critical crushed crushing crystal cto cue cumulative cuppa curiosity curve cycle cycles cycling daily damage
damaged damn dang danger dangerous dare dark dashboards dated dates dead deadline deadlines dealing dealt dear
debrief deciding decisions declining decreasing dedicated deep-dive deeply definition degree delay delayed
delaying delays deliberately delight delivered delivering delivery demand denied departed depending depressing
derive deserve deserves desk desperate desperately despise destination deteriorate deteriorated deteriorating
determined diagnose died digging digits dimensions dip dipped dipping direct direction directions dirty
disappear disappeared disappearing disappointed disappointing disappointment disaster disengaged disengaging
dismal displaying distance distribute distributed distribution ditch dive diversified divide divided dividing
dodgy dog dogs dokie dominant dominate dominated dominates dominating doubled doubling doubtful down-to-earth
downhill downside downturn downward dragged dragging drags dramatic dramatically drawn dread dreadful dream
dried drift drifted drifting drill-down drills driven drivers drives driving dropped dropping drought drove dry
drying dull dunno durable dwindling dynamics eager earned earning earns easiest economics edge edges effective
effectively effectiveness effects efficiency efficient efficiently efforts elevator eligible eliminate
embarrassing emerged emergency emerging emphasise employed empty encounter encourage encouraging end-to-end
endanger endless energy engage engagement engaging enjoyed enter entered enters entitled entry envelope equally
equals equivalent era error errors escape estimated evaluate evaluated evaluation evening-all evenings eventual
everyone's evolve evolved evolving exceed exceeded exceeding exceeds exceptional exceptionally excessive
exchange excited excuse execution executive executives exhausted existed exists exit exited expand expanded
expanding expansion expectation expectations expects expenses experience experienced expert experts explaining
explains explode exploded explore exploring exposed exposure extend extended extending extraordinary extreme
extremely fabulous facing fade faded fading fail failed failing fails failure failures faith falls false
familiarise fan fancy fantastic farther fascinating fate fault favour fear feasible feature features feeding
feels fellow felt fewer fierce fifths fight fighting figuring finding findings finds finest finger fingers
finishing fire fired fires firing firm firmly firstly fits flag flagged flagging flags flash flatline flatlined
flatlining flattened flew flexible flip flipped float floating flood flooding floor flop flopped flops flow
flowing flows fluctuate fluctuating fluctuation fluctuations fly flying focused focuses focusing folk follow
follower follows fond fooled foot footing forecasted foremost forever forgetting forgot forgotten former formula
fortune forwards foundation fraction fractions framework frankly freak freaking freely frequency frequent
fresher frightening front-line frozen frustrated frustrating fucking fulfil fully function functions fundamental
funnier funny furthest future gain gained gaining gains game games gaps garbage gathered gauge gday gents
genuine genuinely gets-going ghost ghosted ghosting giant gist giving gladly glancing glaring glimpse glue
gone-by goodbye goodness gorgeous gosh gotcha grace grade graded grades gradual granular granularity graphs
grasp gratitude greatest greatly grew grief grim grind grip ground grounds growing-up grows guarantee guaranteed
guesses guessing guesstimate guided guideline guilty gut habit habits haha half-hearted halt halted handful
handing handles handling hands hanging happens-to harder hardest harm harmful harsh haul haunt havent he'd he'll
head-to-head headache headed headed-for headline headlines heads heads-up headsup healthier healthiest healthy
hear-say heart heat heated heating heck hehe height held hell helped helps heres hes hesitate hesitating heya
hidden hiding hierarchy higher highlight highlights highlights-only highly-rated highs hints historic historical
historically hits hitting hiya holding holds hole holes holler holy honor honour hook hooked hope-so hoped
hopeless hoping horrendous hosted hotter hottest household how'd how'll how're howdy hugely humming hunch
hundreds hungry hunt hunting hurt hurting hurts hype i'd've ideal ideally-speaking identified identify
identifying idk idle ignored ignoring illustrate imbalance imho imo impacted impacting impacts impatient imply
implying impossible impressed impression improved improvements improves improving inbox incentive incentives
incident inclined incomplete inconsistent incorrect increased increases increasing increasingly incredibly
indicated indicates indication indicator indicators inefficient inevitable infer influence influenced influences
inherit insane insanely inspect inspection inspired install instant instantly intact intended intense intention
interim interpret interval introduced invest invested investing investment investments invite involve involving
irregular irritated isolate issue issues it'd it'll iteration itself jaw jeez joint jolly journey joy judged
judging juicy jumped jumping jumps justified justify keen keeping keeps kept kicked kicking kill killed killer
killing kills kinda kindness knock knocked knowing knowledge label labelled labels lacking lag laggard laggards
lagged lagging lags land landed landing lands landscape large-scale largely lasted lasting latest-available
laugh launch launched launching lay layers lazy lead-up leader leaders leading leak leaked leaking leaks leaky
leaning leap learning leaver leavers leaves left-over legend legit length less-active lesson lessons lets-see
letting leverage liable lifted lifting lights liked likelihood likes limiting limits line-by-line lined lineup
listed listening liven loaded loading located logical lol long-term longest looming loser losers loses losing
loss losses loudly loved loves lower lowered lowering lows lucrative lumped lying magic magnitude maintained
maintaining make-or-break makers malfunction mama managed managers managing mandatory manual manually map-out
marginal marginally marked markedly marking master matched matching mate mates mature maxed maximise maximize
meantime measurable measures measuring memory mental mentioning mess messed messes messier messiest messing
messy metric metrics midway midweek might've mighty mild milestone mind-blowing minds minimal minimise miracle
miserable misleading missed misses missing mission mistaken mistakes mixed mixture modest momentarily momentum
monster month-to-month moral morale mornin mornin' motivate motivated mountain mouth movement movements mover
movers moves much-needed muddled multiple multiply murder mutual myself mystery nah nail nailed naive nap
narrowed narrowing nasty natural naturally nearby nearer nearest nearing neat neatly necessarily needing needle
needy neglect neglected negligible nerve nervous neutral news newsflash nicely night nip no-brainer nobody's
noise noisy nonsense nope normally notable notably noteworthy noticeable noticeably noticing nudge nuisance nuts
objection objections objective objectives observe observed obtain occasion occasional occasionally occasions
occurred occurring offend offering offers-up oh-no okey okie oldest on-track onboard one-by-one one-liner
one-off ones-self onwards oops opened opener opening opens operate operating operation operations opinions
optimal optimise optimistic optimum orderly organisation organise organised organization organize oriented
origin originate originates ought-to ourselves outcomes outlier outliers outpace outperform outperformed
outperformers outperforming outperforms output outright outta overhead overheard overlap overlapping overlook
overlooked overnight overtake overtaken overtook overwhelmed overwhelming owing owned ownership owns pace pacing
packed pain painful painfully pains pair paired pairing panic panicking par parade pardon partially participate
participated partly passed passes passive path paths patience patterns pause paused paying peace peaked peaking
peaks peanuts peculiar peek peep peers pending penetrate penetration perceive perception performer performers
performs periodic periods perks permanent permit personal personally perspective persuade phase phases phew pic
picks-up pics pictures pie pieces pile piled piling pin pinpoint pitch pitched pitching pity placed places
plainly planet plateau plateaued plausible played player players playing pleasant pleased plot plss plug plummet
plummeted plummeting plunge plunged plunging plus-minus plzz pocket pointers poke poorly pop pop-ups popped
popping populate populated portion pose positioned possibilities possibility post-mortem posting pot pour poured
pouring powerful practical practice praise praised prayed precious precision predictably predicted predominantly
preferably preferred preliminary premature preparation prepares presence presented presenting presents preserve
pressed pressing prestigious presumably pretend prevail prevent preview previously-known prime principal
principle print printed prioritise prioritize priority prize proactive problematic problems procedure proceeding
processes processing produced produces productive productivity professional profile profit profitable profits
profound progressed progresses progressing progression projected prolific prominent promised promises promising
promote pronounced proof properties proportional proportions propose prospects proud proven proves provide
provides providing proving provisional provoked proxy pulled pulling pulls pulse pump pumped pumping punch
purely pursue pushed pushes puts puzzle puzzling qualified qualifies qualify quantify quantities quantity
quarterlies query questionable queue quicker quickest quieter quietest quietly quit quite-so quits quitting
quote quoted race raced racing radar raised raises raising rallied rally ran randomly range ranged ranges
ranging rankings ranks rant rapid rarest ratings ratios rattled reaches reacted reacting reaction reactions
readable reader readily readout realised realistic realistically realized reap rear reasonably reasoning
reassure reassuring rebound rebounded rebounding recap receive received receives receiving receptive recession
recognise recognised recognize reconcile reconsider recorded recording recover recovered recovering recovery
redo reduced reduces reducing reduction refer referenced referred referring refers reflected reflecting reflects
refresh refused regain regained regarded regardless regards regret rejected relates relating relax relaxed
released reliably relied relief relies reluctant rely relying remained remains remark remarkable remarkably
remembered reminded reminder reminding remote remotely renders repair repeats repercussions replace replaced
replacing replies representative represented represents requested requests requirement requirements requires
rescue resist resolve resolved resolving resonate resonated resonating respective respectively respond responded
responding responds responses responsive restart restate rested resting restore restricted resulted resulting
resume rethink retired retrieve revealed revealing reveals reverse reversed reviewed reviewing reviews revise
revised revisit revival revive revived revolve reward rewarded rewarding rhythm rich richer richest ridiculous
riding rightly righto rigid ringing rings ripe ripping risen riser risers rises riskier riskiest risking risks
risky rival rn road roadmap roaring robust rocket rocketed rocking rolled rolling rolls roof rooms root roots
rope rot rotten rotting round-up rounded rounds roundup route routes routine royally rubbish ruin ruined ruining
ruled rules rumour rumours run-through runner runner-up runners runners-up runs runway rushed rushing sacked
sacrifice sadly safer safest safety sag sagging sanity sank sat satisfy satisfying saved saver saves saving
savings saying scanning scare scaring scary scattered scenario scenarios scent scheduled scope score scored
scores scoring scrap scratch screaming screens screwed scroll seal seasonal seasonality seasonally seat
second-best secondary seconds secret sections secure secured secures seeing seek seeking seems-like segmenting
selected selecting selection selective self-explanatory sell-off semi sending sends sensible sensitive sentiment
sentimental separate separating seriousness serve served serves serving sessions sets setting settled setup
severely shadow shake shaken shaking shaky shall-we shame shape-up shaped shapes shaping shared shares sharing
sharper sharpest sharply she'd she'll shed shifted shifting shifts shine shining shipping shocked shocking
shortage shortcoming shortest shortfall shortlist should've shoulder shoulders shout shoved showed showing
shrank shrink shrinking shrunk shy side-by-side sides sideways signal signals silence silent similarity simpler
simplest simplify sink sinking sitrep sits sitting situations sizable sizeable sized sizes skeptical sketch skew
skewed skill skilled skills skipped skyrocket skyrocketed skyrocketing slack slacking slam slammed slash slashed
sleepers sleeping sleepy slice slices slid sliding slim slimmest slip slipped slipping slips slope sloppy slot
slowdown slowed slower-paced slowest slowing sluggish slump slumped slumping sly smashed smashing smell smelling
smelly smelt smile smoothly snail snail-paced snapped snappy sneak so-called so-so soar soared soaring sober
soft softened softening softer solely solidly solo solved solves solving someday someone's someplace sometime
sometimes sort-of sorta sorted-out sorting soul sounded sounding soz spark sparked speaks specifics specified
specify spectacular speedy spell spends spent spike spiked spikes spiking spill spin split-up spoiled spoke
spoken spot-on spotted spotting spreading spreads spring-loaded sprint spurt square squeeze squeezed stabilise
stabilised stabilising stability stable stack stacked stacking stacks staggering stagnant stagnate stagnated
stagnating stake stakes stale stalling stamp standings standout standouts stands-out staring starter starters
starting startling starts starve state-of-affairs stated statistic statistically statistics statuses staying
steadily steal stealing steam steep steeper steepest stellar stem stemmed stemming stemming-from stepped
stepping stick-around sticking sticks sticky stiff stinks stole stolen stone stop-gap stopping stops
straightforward strain strained stranded strategic stray streak stream streaming streams strengthen strengthened
strengthening strengths stretch stretched strictly-speaking strike strikes striking string stringent striving
stroke stronger strongly struck structural structured structures struggled struggles stuff-like stumble stumbled
stunning sturdy subpar subsequent subsequently substantial substantially substitute subtle succeed succeeded
succeeding succeeds success successes successful successfully succinct suck sucked sucking sucks suddenness
sufficient sufficiently suggesting suggestion suggestions suggests suite suits sunk superb superior supplied
supplies supply supported supporting supports supposedly surface surfaced surge surged surges surging surpass
surpassed surpasses surpassing surprises surrounding survive survived surviving suspects suspicious sustain
sustainable sustained sustaining swamped sweep sweet swift swiftly swing swinging swings swung symptom symptoms
synced ta table tables tackle tackled tailed tailing takeaway takeaways takers takes talent talented tallies
tally tangible tank tanked tanking tapering targeted targeting tasked taste taught tbh teach teaching team-mates
tear tearing teeth temporary tempting tended tendency tends tense tension tentative terribly terrific terrifying
tested testing tests thankful that'd that'll theirs theoretical theoretically there'd they'd they'll they've
thinking thinner thins thnx thoughts threaten threatening threats threshold threw thrilled thrive thriving
throat throughput throwing thrown throws thumb ticked ticking ticks tidied tidy tied tighten tightened
tightening tightly till-now timeframe timeline timelines timely timing timings tiring tldr to-ing toast toll
tonnes tons tools top-line top-notch top-performing topped topping topping-out tops torn tossed touch-base
touched touching tougher toughest towering toxic trace traced traces tracing tracked tracking tracks traction
trade-offs traded trades trading traditional traditionally trailing trails trained trajectory transaction
transactions transition trap trapped travelling treat treated treating tremendous tremendously trended trending
triggered triggering triggers trimmed trip-up tripled troubled troubles troubling tumble tumbled tumbling tune
tuned turnaround turning turns tweak twelve-month twist twitch two-liner typed types-of typo typos tysm uh-oh
ultimate un-happy unacceptable unaware unbelievable unbelievably uncertain uncertainty uncomfortable uncommon
uncover underlying undermine underneath underperform underperformed underperformer underperformers
underperforming underperforms understanding understands understood undo undoubtedly unexpected unexpectedly
unfair unfamiliar unfold unfolded unfolding unfortunate unhealthy unify unintended unknown unlikely unload
unnecessary unpredictable unreal unrealistic unrelated unreliable unresolved unstable unsuccessful unsure
unsurprisingly untouched unused unusually unwell updating upgrade uphill uplift upper ups ups-and-downs
upsetting upside uptick upturn upward upwards urge urged usable used-to useless usually-speaking utilise
utilised utter utterly vague vaguely valid validate values vanish vanished vanishing variables variance
variances variation variations varied varies variety vary varying vein velocity versions viable vibe vibes
vicious victim victory viewed viewing views visibly vivid void volatile volatility volumes vote vulnerable w/
w/o wait-and-see waited waits waking walk-through walked walking walks walkthrough wall walls wandering wanders
wanna-know warmest warming warmly warned warning warnings warrant wary wash waste wasted wasteful wasting
watched watches watchlist wave waves weaken weakened weakening weaker weakly weakness weaknesses wearing
week-to-week weigh weighed weighing weighs weight weighted weights well-known wellbeing went-wrong what'd
what're what've whatnot whats wheel wheels when'd when's where'd where'll whereabouts whereas whichever-way
whining whisper who'd who'll who've whoa whose-is why'd why's widen widened widening wider widespread wild
wildly willing win-back winner winners wins wipe wiped wire wisdom wished wishes withdraw withdrew withered
witness witnessed wobble wobbled wobbling wobbly woke woken womp wondered wonders word wordy wore work-out
workable workflow workforce workload workshop worn worries worrisome worry worsen worsened worsening worthless
worthy would've wrap-up wrapped wrapping wreck wrecked writes written wrote y'all yay yeah-right year-round
yearning yell yield yielded yielding yields yikes yup zilch zip zone zoomed zooming
`;
