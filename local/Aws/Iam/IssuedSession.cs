namespace Local.Aws.Iam;

/// <summary>A role's session, and the credentials that it signs with.</summary>
internal sealed record IssuedSession(Caller Caller, Credentials Credentials);
