namespace Twin.Declaration;

/// <summary>An IAM action that moves data between a role and a resource.</summary>
/// <param name="ToTheRole"><c>true</c> if the data goes to the role; <c>false</c> if it goes to the resource.</param>
public sealed record DataFlow(string Action, bool ToTheRole, string Label);
