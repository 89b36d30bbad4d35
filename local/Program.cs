using Local.Commands;

return await CommandLine.RunAsync(args);
