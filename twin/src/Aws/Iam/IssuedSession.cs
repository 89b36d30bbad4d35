namespace Twin.Aws.Iam;

/// <summary>A role's session, and the credentials that it signs with.</summary>
public sealed record IssuedSession(Caller Caller, Credentials Credentials);
