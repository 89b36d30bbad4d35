namespace Twin.Aws.Athena;

/// <summary>A kind of change to a row of a table.</summary>
internal enum ChangeKind
{
    Insert,
    Update,
    Delete,
}
