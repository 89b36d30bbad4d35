namespace Eng.Tests.Architecture;

/// <summary>A reference from one folder of a project to another.</summary>
/// <param name="FromFolder">The namespace of <paramref name="From"/>.</param>
/// <param name="ToFolder">The namespace of <paramref name="To"/>.</param>
/// <param name="From">The full name of the type that refers to the other.</param>
/// <param name="To">The full name of the other.</param>
internal sealed record FolderReference(string FromFolder, string ToFolder, string From, string To);
