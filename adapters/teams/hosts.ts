/** Which hosts the bot's token may be sent to, and from which files are fetched. */

/**
 * Where Teams runs its connector, in the public and the government clouds. `trafficmanager.net` is named in full:
 * anybody may register another name beneath it.
 * learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages (2026-11)
 */
export const TEAMS_HOSTS: readonly string[] = [
  'smba.trafficmanager.net',
  '*.botframework.com',
  '*.teams.microsoft.com',
  '*.teams.microsoft.us',
];

/**
 * Where Teams puts what people send to a bot: the sender's OneDrive for Business, which is SharePoint. The second is where
 * SharePoint sends on to for the bytes.
 * learn.microsoft.com/microsoft-365/enterprise/urls-and-ip-address-ranges (2026-11)
 */
export const FILE_HOSTS: readonly string[] = ['*.sharepoint.com', '*.svc.ms'];

/** Whether a service URL is one of these hosts over https; plain http only on this machine and only where allowed. */
export function isAllowedService(url: string, hosts: readonly string[], allowLoopback: boolean): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, username, password, port } = new URL(url);
  if (username !== '' || password !== '') return false;
  if (allowLoopback && isLoopback(url)) return true;
  return protocol === 'https:' && port === '' && hosts.some((host) => matches(hostname, host));
}

/** This machine, by name or number. */
export function isLoopback(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return (
    (protocol === 'http:' || protocol === 'https:') &&
    (hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname))
  );
}

function matches(hostname: string, host: string): boolean {
  return host.startsWith('*.') ? hostname.endsWith(host.slice(1)) : hostname === host;
}
