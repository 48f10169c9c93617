/** Time zones under the names of today, and what else people call them. */

/** Runtimes list some cities by an older name alone, under which nobody who types theirs would find it. */
const todaysNames: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Coral_Harbour': 'America/Atikokan',
  'America/Godthab': 'America/Nuuk',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
};

/** Each zone once, in the spelling of today. */
export const zoneNames: readonly string[] = [
  ...new Set(['UTC', ...Intl.supportedValuesOf('timeZone').map((name) => todaysNames[name] ?? name)]),
];

/** Cities without a zone of their own, countries where doctors come from, and letters that stand for a time. */
const popularNames: Readonly<Record<string, string>> = {
  'Europe/London':
    'GMT, BST, Greenwich, UK, United Kingdom, Britain, England, Scotland, Wales, Northern Ireland, Edinburgh, Glasgow, Cardiff, Belfast, Manchester, Birmingham, Leeds, Liverpool, Bristol, Newcastle',
  UTC: 'GMT, Zulu',
  'Europe/Dublin': 'Ireland, IST, Cork, Galway',
  'Europe/Paris': 'France, CET, Lyon, Marseille',
  'Europe/Berlin': 'Germany, CET, Munich, Hamburg, Cologne, Frankfurt',
  'Europe/Madrid': 'Spain, CET, Barcelona',
  'Europe/Rome': 'Italy, CET, Milan, Naples',
  'Europe/Zurich': 'Switzerland, CET, Geneva, Basel, Bern',
  'Europe/Amsterdam': 'Netherlands, CET, Rotterdam, The Hague',
  'Europe/Brussels': 'Belgium, CET, Antwerp',
  'Europe/Lisbon': 'Portugal, Porto',
  'Europe/Warsaw': 'Poland, CET, Krakow, Cracow',
  'Europe/Athens': 'Greece, EET, Thessaloniki',
  'Europe/Bucharest': 'Romania, EET',
  'Europe/Kyiv': 'Ukraine, EET, Lviv, Odessa',
  'Europe/Istanbul': 'Turkey, Türkiye, Ankara, Constantinople',
  'Africa/Lagos': 'Nigeria, WAT, Abuja, Ibadan, Kano',
  'Africa/Accra': 'Ghana',
  'Africa/Cairo': 'Egypt, Alexandria',
  'Africa/Khartoum': 'Sudan, CAT',
  'Africa/Nairobi': 'Kenya, EAT, Mombasa',
  'Africa/Harare': 'Zimbabwe, CAT',
  'Africa/Johannesburg': 'South Africa, SAST, Cape Town, Durban, Pretoria',
  'Asia/Kolkata':
    'India, IST, Bombay, Mumbai, Delhi, New Delhi, Madras, Chennai, Bangalore, Bengaluru, Hyderabad, Pune',
  'Asia/Karachi': 'Pakistan, PKT, Lahore, Islamabad, Rawalpindi, Peshawar',
  'Asia/Dhaka': 'Bangladesh, Dacca, Chittagong',
  'Asia/Colombo': 'Sri Lanka, Ceylon, Kandy',
  'Asia/Kathmandu': 'Nepal',
  'Asia/Yangon': 'Myanmar, Burma, Mandalay',
  'Asia/Ho_Chi_Minh': 'Vietnam, Hanoi',
  'Asia/Shanghai': 'China, Beijing, Peking, Guangzhou, Canton',
  'Asia/Tokyo': 'Japan, Osaka, Kyoto',
  'Asia/Kuala_Lumpur': 'Malaysia, Penang',
  'Asia/Manila': 'Philippines, Cebu',
  'Asia/Dubai': 'United Arab Emirates, UAE, Abu Dhabi, Sharjah',
  'Asia/Riyadh': 'Saudi Arabia, Jeddah, Mecca, Medina',
  'Asia/Baghdad': 'Iraq, Basra, Mosul',
  'Asia/Amman': 'Jordan',
  'Asia/Damascus': 'Syria, Aleppo',
  'Asia/Tehran': 'Iran, Persia, Shiraz',
  'Asia/Jerusalem': 'Israel, IST, Tel Aviv, Haifa',
  'America/New_York': 'EST, Eastern, Boston, Washington, Philadelphia, Atlanta, Miami',
  'America/Chicago': 'CST, Houston, Dallas, Austin, New Orleans',
  'America/Denver': 'MST, Salt Lake City',
  'America/Los_Angeles': 'PST, San Francisco, San Diego, Seattle, Las Vegas',
  'America/Toronto': 'Ontario, Ottawa, Montreal, Quebec',
  'America/Vancouver': 'British Columbia, Victoria',
  'America/Sao_Paulo': 'Brazil, Rio de Janeiro, Brasilia',
  'Australia/Sydney': 'AEST, New South Wales, Canberra, Newcastle',
  'Pacific/Auckland': 'New Zealand, Wellington, Christchurch',
};

/** What else a zone is called, older spellings included; nothing for most. */
export const otherNames: ReadonlyMap<string, readonly string[]> = new Map(
  zoneNames.map((zone) => [
    zone,
    [
      ...Object.keys(todaysNames).filter((older) => todaysNames[older] === zone),
      ...(popularNames[zone]?.split(', ') ?? []),
    ],
  ]),
);
